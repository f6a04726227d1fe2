from django.http import HttpResponse
from django.urls import path


def index(request):
    request.session["seen"] = request.session.get("seen", 0) + 1
    return HttpResponse(f"seen {request.session['seen']} times\n")


urlpatterns = [path("", index)]
