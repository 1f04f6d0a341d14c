import fc from 'fast-check';

/** What must hold of one parser for every input of a kind. */
export interface Property {
  readonly parser: string;
  readonly property: fc.IProperty<[unknown]>;
}

/**
 * @param inputs well-formed ones, and broken ones made of them
 * @param check throws when something of it does not hold; a parser that throws fails too
 */
export function property<Input>(
  parser: string,
  inputs: fc.Arbitrary<Input>,
  check: (input: Input) => void,
): Property {
  return { parser, property: fc.property(inputs, check) as unknown as fc.IProperty<[unknown]> };
}
