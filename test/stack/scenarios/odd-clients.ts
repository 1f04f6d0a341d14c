/** Names of clients that the authorization server of the stack treats otherwise than all others. */
export const ODD_CLIENTS = {
  /** The user does not let it in. */
  refused: 'Unwanted agent',
  /** Its tokens live for a second. */
  shortLived: 'Short-lived agent',
  /** Its tokens are for another MCP server. */
  elsewhere: 'Agent of another server',
  /** Its user is asked whether to let it in, on a page with two buttons. */
  asking: 'Agent with a window',
} as const;
