import type { Meaning } from '../exchange.ts';
import type { HeaderTreatment } from './credentials.ts';

/** What redaction is told about the gateway of a recording. It knows no product's headers itself; see litellm/profile.ts. */
export interface Gateway {
  /** The gateway's own name of a header that a fork renamed. */
  readonly meaning: Meaning;
  /**
   * How a header of the gateway's own is treated; undefined for every other.
   * @param name lower case
   */
  readonly treatmentOf: (name: string) => HeaderTreatment | undefined;
  /**
   * A value of `gateway-mask` treatment, in which the gateway masked credentials itself, so that it shows no more than our masks do.
   * @param mask masks a credential that came unmasked
   * @param maskIn masks the credentials in other text
   */
  readonly remask: (
    value: string,
    mask: (secret: string) => string,
    maskIn: (text: string) => string,
  ) => string;
}
