import { Ajv } from 'ajv';
import draft06 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import addFormats from 'ajv-formats';
import schemas from 'har-schema';

// The schemas have a keyword of their own, `optional`.
const ajv = new Ajv({ allErrors: true, strict: false });
addFormats(ajv);
ajv.addMetaSchema(draft06);
for (const schema of Object.values(schemas)) ajv.addSchema(schema);

/** What of a file is not HAR 1.2; empty for one that is. */
export function harFaults(har: unknown): readonly object[] {
  const isValid = ajv.validate('har.json#', har);
  return isValid ? [] : (ajv.errors ?? []);
}
