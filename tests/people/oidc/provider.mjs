// A real OpenID provider that answers as TARA does; started by tests/people/oidc/provider.py.
//
// Reads one JSON object from standard input: issuer, keys (private, JWK), client. Prints the
// port it listens on. Who is identified, and how, is set by POST /control.
import { createServer } from 'node:http'
import { readFileSync } from 'node:fs'
import Provider from 'oidc-provider'

const given = JSON.parse(readFileSync(0, 'utf8'))
let person = {}

const provider = new Provider(given.issuer, {
  clients: [given.client],
  jwks: { keys: given.keys },
  claims: { openid: ['sub', 'amr'], acr: null },
  conformIdTokenClaims: false,
  acrValues: ['low', 'substantial', 'high'],
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  cookies: { keys: ['only for tests'] },
  findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, amr: person.amr, acr: person.acr }) }),
  ttl: { IdToken: 40, AccessToken: 600, AuthorizationCode: 30, Interaction: 600, Session: 600, Grant: 600 }
})

async function interact (ctx) {
  const { prompt, params, session, grantId } = await provider.interactionDetails(ctx.req, ctx.res)
  let result
  if (person.error) {
    result = { error: person.error, error_description: 'as the test asked' }
  } else if (prompt.name === 'login') {
    result = { login: { accountId: person.sub, acr: person.acr, amr: person.amr, remember: false } }
  } else {
    const grant = grantId
      ? await provider.Grant.find(grantId)
      : new provider.Grant({ accountId: session.accountId, clientId: params.client_id })
    grant.addOIDCScope('openid')
    result = { consent: { grantId: await grant.save() } }
  }
  await provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: true })
}

provider.use(async (ctx, next) => {
  if (ctx.path === '/control') {
    let body = ''
    for await (const chunk of ctx.req) body += chunk
    person = JSON.parse(body)
    ctx.status = 204
  } else if (ctx.path.startsWith('/interaction/')) {
    ctx.respond = false
    await interact(ctx)
  } else {
    await next()
  }
})

const server = createServer(provider.callback())
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
