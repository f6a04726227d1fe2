SECRET_KEY = "not-for-production"
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["django.contrib.staticfiles"]
ROOT_URLCONF = "site_.urls"
STATIC_URL = "static/"
STATIC_ROOT = "/app/static"
