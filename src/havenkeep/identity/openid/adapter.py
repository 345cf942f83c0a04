"""Our rules for accounts from elsewhere: they open an account that is here, and never make one."""

from __future__ import annotations

from typing import Any, cast

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import ProviderException
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from django.urls import reverse


class Accounts(DefaultSocialAccountAdapter):  # type: ignore[misc]  # the library has no types
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        return False

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:  # noqa: ARG002
        return reverse("identity_account")


class Issuer(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Reads what an issuer says of a person: signed, for us, in date, or not at all."""

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> SocialLogin:
        """Return who it is; raises ProviderException when the issuer did not say it properly."""
        try:
            claims = self._claims(app, token, kwargs["response"]["id_token"])
        except (KeyError, TypeError, ValueError) as wrong:
            raise ProviderException("the issuer's answer is not what it should be") from wrong
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})

    def _claims(self, app: Any, token: Any, id_token: str) -> dict[str, Any]:
        claims = self._decode_id_token(app, id_token)
        if "email" not in claims and "userinfo_endpoint" in self.openid_config:
            more = self._fetch_user_info(token.token)
            if more["sub"] != claims["sub"]:
                raise ValueError("two people")
            claims |= {name: more[name] for name in ("email", "email_verified", "name") if name in more}
        # Some say "false" in letters, which would count as true.
        claims["email_verified"] = claims.get("email_verified") in (True, "true")
        return claims

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        """Check the signature too, and that the issuer is the one that was set."""
        found = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=app.settings["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        return cast(dict[str, Any], found)
