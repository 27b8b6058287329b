"""The headers that bind every browser, on every answer: pages, files, refusals and failures."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",  # the icons of Tabler are data: images
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)
CLOSED_FEATURES = (
    "accelerometer", "autoplay", "bluetooth", "camera", "display-capture", "encrypted-media",
    "fullscreen", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts",
    "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "serial", "usb",
    "screen-wake-lock", "xr-spatial-tracking",
)  # fmt: skip
STRICT = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    # Not no-referrer: under it browsers send "Origin: null" with our own forms, which are refused.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in CLOSED_FEATURES),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# What a file of somebody else's is handed out under: a page of its own that can do nothing.
STRICTER = ("default-src 'none'; sandbox; frame-ancestors 'none'",)
LOGOUT = "account_logout"


class StrictHeaders:
    """Stands outermost, so that even what another middleware answers or raises passes here."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        own = response.headers.get("Content-Security-Policy", "")
        for name, value in STRICT.items():
            response.headers[name] = value
        if own in STRICTER:
            response.headers["Content-Security-Policy"] = own
        if not _is_static(request, response):
            response.headers["Cache-Control"] = "no-store"
        if request.is_secure():
            response.headers["Strict-Transport-Security"] = (
                f"max-age={settings.SECURE_HSTS_SECONDS}"
            )
        if _has_logged_out(request):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


def _is_static(request: HttpRequest, response: HttpResponseBase) -> bool:
    return request.path.startswith(settings.STATIC_URL) and response.status_code in {200, 206, 304}


def _has_logged_out(request: HttpRequest) -> bool:
    match = request.resolver_match
    return request.method == "POST" and match is not None and match.url_name == LOGOUT
