"""Django's settings, made of the environment (see environment.py and docs/operations.md)."""

import os
from typing import Any
from urllib.parse import urlsplit

import pghistory
from csp.constants import NONCE, NONE, SELF

from loim.config import environment
from loim.config.logs import logging_settings

MODE = environment.mode()
IS_DEMO = MODE == "demo"
DEBUG = False
SECRET_KEY = environment.secret_key()
SECRET_KEY_FALLBACKS = environment.former_secret_keys()
BASE_URL = environment.base_url()
_base = urlsplit(BASE_URL)
IS_HTTPS = _base.scheme == "https"
ALLOWED_HOSTS = (
    [_base.hostname or "127.0.0.1"]
    if MODE == "production"
    else [_base.hostname or "127.0.0.1", "127.0.0.1", "localhost", "[::1]", "testserver"]
)
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "loim.common.errors.csrf_failure"

# A module may import only from the modules below it: config, demo, portal, ... common.
INSTALLED_APPS = [
    "loim.demo",
    "loim.portal",
    "loim.api",
    "loim.networks",
    "loim.communities",
    "loim.assessments",
    "loim.clubs",
    "loim.visits",
    "loim.trainings",
    "loim.surveys",
    "loim.casework",
    "loim.ideas",
    "loim.events",
    "loim.services",
    "loim.library",
    "loim.experts",
    "loim.programmes",
    "loim.content",
    "loim.digests",
    "loim.search",
    "loim.people",
    "loim.common",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "csp",
    "django_htmx",
    "django_structlog",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "loim.common.brief_cache.BriefCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "loim.config.history.HistoryMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "loim.common.security_headers.PermissionsPolicyMiddleware",
    "loim.content.moved_pages.MovedPagesMiddleware",
]

ROOT_URLCONF = "loim.config.urls"
WSGI_APPLICATION = "loim.config.wsgi.application"
FORM_RENDERER = "loim.common.forms.FormRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "loim.portal.navigation.navigation",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

DATABASES = {"default": environment.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Shared by all processes, so that limits on sign-in attempts are counted together. Large
# enough that nobody pushes a counter out by asking under many names.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000, "CULL_FREQUENCY": 10},
    }
}
# How long a page that is the same for all visitors may be kept (loim.common.brief_cache).
BRIEF_CACHE_SECONDS = 1.0
# What a device remembers of its reader's choice on the front page; a page is kept for each.
DEVICE_CHOICES = ("loim_for", "loim_county")

# Text
LANGUAGE_CODE = "et"
LANGUAGES = [("et", "Eesti"), ("en", "English"), ("ru", "Русский"), ("uk", "Українська")]
USE_I18N = True
TIME_ZONE = "Europe/Tallinn"
USE_TZ = True
FORMAT_MODULE_PATH = ["loim.common.formats"]

# Accounts: no passwords at all. A code by e-mail, a passkey, or the state's TARA.
AUTH_USER_MODEL = "people.User"
# Unique in any letter case, by a constraint that the check does not see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my-work"
ACCOUNT_ADAPTER = "loim.people.allauth_adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
# An unknown address is told so by mail, never on the page: the same work, the same answer.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_FORMS = {"add_email": "loim.people.forms.sign_in.NewAddressForm"}
# By address of the caller and by account ('key'): whoever tries one person's account from
# everywhere is slowed down, and so is whoever tries everybody's from one place.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "request_login_code": "20/m/ip,3/m/key,12/h/key",
    "confirm_email": "1/10s/key",
    "manage_email": "5/h/user",
}
# The address of the caller, behind so many proxies of ours; 0 without any.
ALLAUTH_TRUSTED_PROXY_COUNT = environment.whole_number("LOIM_TRUSTED_PROXIES", 0)
# Registrations for events that one address may send in ten minutes to one process; 0: no limit.
REGISTRATIONS_PER_ADDRESS = environment.whole_number("LOIM_REGISTRATIONS_PER_ADDRESS", 100)
# Contributions to the library and experience notes that one address may send in ten minutes.
CONTRIBUTIONS_PER_ADDRESS = environment.whole_number("LOIM_CONTRIBUTIONS_PER_ADDRESS", 20)
# Requests for letters about what is new that one network address may send in ten minutes.
SUBSCRIPTIONS_PER_ADDRESS = environment.whole_number("LOIM_SUBSCRIPTIONS_PER_ADDRESS", 20)
# The virus scanner that uploads to the library pass: clamd's host:port, or the path of its socket.
CLAMD = os.environ.get("LOIM_CLAMD", "")
# Machine translation; off until a service is named (docs/operations.md).
TRANSLATION_URL = environment.web_address("LOIM_TRANSLATION_URL")
TRANSLATION_KEY = os.environ.get("LOIM_TRANSLATION_KEY", "")
TRANSLATION_DOMAIN = os.environ.get("LOIM_TRANSLATION_DOMAIN", "general")
TRANSLATION_SECONDS = environment.whole_number("LOIM_TRANSLATION_SECONDS", 60)
# 'host:port' that the link checker may ask although they are not public: in tests alone.
LINK_CHECK_ALLOWED: frozenset[str] = frozenset()
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_FORMS = {"add_webauthn": "loim.people.forms.passkeys.AddPasskeyForm"}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_HTTPS
MFA_ADAPTER = "loim.people.allauth_adapter.MfaAdapter"

globals().update(environment.email())
DEFAULT_FROM_EMAIL = os.environ.get("LOIM_FROM_EMAIL", "Lõim <loim@example.ee>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# History is written by database triggers; no code path can forget it.
PGHISTORY_DEFAULT_TRACKERS = (
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
)

# Files
MEDIA_ROOT = environment.data_folder() / "files"
STATIC_URL = "/static/"
STATIC_ROOT = environment.PROJECT_ROOT / "build" / "static"
STATICFILES_DIRS = [environment.PROJECT_ROOT / "build" / "vendor"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE in {"development", "test"}
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_HANDLERS = ["loim.common.uploads.LimitedUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000  # the attendance grid has a row for every municipality

# Security
CONTENT_SECURITY_POLICY: dict[str, dict[str, list[Any]]] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = IS_HTTPS and MODE == "production"
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked by the load balancer, inside
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_HSTS_SECONDS = 31536000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 12
LANGUAGE_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"

# The state's sign-in; off until TARA's client is named.
TARA_ISSUER = os.environ.get("LOIM_TARA_ISSUER", "")
TARA_CLIENT_ID = os.environ.get("LOIM_TARA_CLIENT_ID", "")
TARA_CLIENT_SECRET = (
    environment.required("LOIM_TARA_CLIENT_SECRET", "TARA gives it when it registers the client.")
    if TARA_CLIENT_ID
    else ""
)
# The least level of assurance that we ask of TARA: low, substantial or high.
TARA_LEVEL = environment.one_of("LOIM_TARA_LEVEL", ("low", "substantial", "high"), "substantial")
# State identities are kept as hashes under this key. Changing it breaks all links, so it is
# not the key of sessions, which one may want to change.
PSEUDONYM_KEY = environment.pseudonym_key() if TARA_CLIENT_ID else ""

# Counselling: names of clients are encrypted and hashed with keys outside the database.
CASEWORK_KEY = environment.casework_key()
FORMER_CASEWORK_KEYS = environment.former_casework_keys()
if TARA_CLIENT_ID:
    # Browsers follow a form's redirect only where the policy lets the form go.
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append(
        "{0.scheme}://{0.netloc}".format(urlsplit(TARA_ISSUER))
    )

LOGGING = logging_settings(is_human=MODE != "production")
