"""Keys of the gateway with policies (policy-config.ts). It has no database, so it is told here what it would find there of a
key: its limits, its grants, or LiteLLM's own exception. What becomes of that is LiteLLM's."""

from fastapi import Request, status
from litellm.exceptions import BudgetExceededError
from litellm.proxy._types import (
    LitellmUserRoles,
    ProxyErrorTypes,
    ProxyException,
    UserAPIKeyAuth,
)

PREFIX = "sk-throwaway-key-"


def refused(message: str, kind: ProxyErrorTypes) -> ProxyException:
    return ProxyException(message=message, type=kind, param="key", code=status.HTTP_401_UNAUTHORIZED)


async def admit(request: Request, api_key: str) -> UserAPIKeyAuth:
    granted = {"api_key": api_key, "user_id": "demo-user", "user_role": LitellmUserRoles.PROXY_ADMIN}
    match (api_key or "").removeprefix(PREFIX):
        case "":
            raise refused("Authentication Error, No api key passed in.", ProxyErrorTypes.auth_error)
        case "good":
            return UserAPIKeyAuth(**granted)
        case "busy" | "busy-in-rest" | "busy-with-models":
            return UserAPIKeyAuth(**granted, rpm_limit=1)
        case "busy-at-server":
            return UserAPIKeyAuth(**granted, metadata={"mcp_rpm_limit": {"everything": 1}})
        case "spent":
            raise BudgetExceededError(current_cost=12.5, max_budget=10.0)
        case "expired":
            raise refused(
                "Authentication Error - Expired Key. Key Expiry time 2026-01-01 00:00:00+00:00"
                " and current time 2026-02-01 00:00:00+00:00",
                ProxyErrorTypes.expired_key,
            )
        case _:
            raise refused(
                "Authentication Error, Invalid proxy server token passed. Unable to find token in cache or"
                " `LiteLLM_VerificationTokenTable`",
                ProxyErrorTypes.token_not_found_in_db,
            )
