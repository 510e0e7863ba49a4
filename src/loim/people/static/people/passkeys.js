// Shows what only works with a script, and says in words when a passkey was not used.
document.querySelectorAll("[data-needs-script]").forEach((part) => { part.hidden = !window.PublicKeyCredential })
document.addEventListener("allauth.error", (event) => {
  const problem = document.querySelector("[data-passkey-problem]")
  if (!problem) return
  event.preventDefault()
  problem.hidden = false
})
