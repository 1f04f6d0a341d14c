import { arrayIn, textIn } from '../../exchange/json.ts';

/**
 * The value of a header in a request or a response as a file has it, whose members may be of any type.
 * @param name in lower case
 */
export const rawHeader = (message: unknown, name: string): string | undefined =>
  textIn(
    arrayIn(message, 'headers').find((each) => textIn(each, 'name')?.toLowerCase() === name),
    'value',
  );
