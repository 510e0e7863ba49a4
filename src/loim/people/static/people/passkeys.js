// Connects our buttons with django-allauth's passkey functions, and says so when one fails.
(function () {
  'use strict'
  const button = document.querySelector('[data-passkey]')
  if (!button) return
  const trouble = document.getElementById('passkey_trouble')
  if (!window.PublicKeyCredential) {
    button.hidden = true
    return
  }
  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    trouble.hidden = false
  })
  button.addEventListener('click', function () { trouble.hidden = true })
  const forms = window.allauth.webauthn.forms
  if (button.dataset.passkey === 'login') {
    forms.loginForm({ ids: { login: button.id, credential: button.dataset.credential } })
  } else {
    forms.signupForm({ ids: { signup: button.id, credential: button.dataset.credential, data: button.dataset.options } })
  }
})()
