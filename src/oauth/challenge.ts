/** An RFC 9110 section 11.6.1 challenge, parameter names in lower case. */
export interface Challenge {
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}
