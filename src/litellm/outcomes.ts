/** What LiteLLM says of one server in `_meta["litellm.ai/server_outcomes"]` of a tools/list result. */
export interface ServerOutcome {
  readonly server: string;
  /** `ok`, `unreachable`, `auth_required`, `forbidden`, `timeout`, `error`, `internal`; others raw. */
  readonly status: string;
  readonly httpStatus?: number;
  readonly toolCount?: number;
}
