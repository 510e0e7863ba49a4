"""Sign-in through TARA, the state's authentication service (OpenID Connect).

ID-card, Mobile-ID, Smart-ID and, for other countries, eIDAS. TARA is an ordinary provider
with one demand of its own: the client verifies the identity token's signature and
everything in it. `provider` finds the service and its keys, `client` speaks to it,
`checks` decides about a token, `views` are the pages.

Source: 'TARA technical specification' (e-gov.github.io/TARA-Doku), OpenID Connect Core 1.0.
"""
