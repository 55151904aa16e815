/** The published contract as OpenAPI 3.1, from the schemas that the station itself parses with; docs/openapi/upload.json is this, written down. */
import { z } from 'zod';
import { BatchAnswer, BatchRequest, contractName } from './exchange.ts';
import { signatureHeaders, signedParts } from './signature.ts';

const description = `How a counter (导办) hands its transactions to a platform.

- A batch is one POST. The station sends it again until it is answered: an answer may be lost, so the same key must get the same answer, and the same record must be held once.
- Only \`accepted\` acknowledges, record by record. Status 200 with anything that is not the answer to this very batch acknowledges nothing.
- A record that is refused does not hold up the others. A clerk corrects it; the correction is a new version that names the old one and says the whole new state.
- Versions of one transaction may arrive out of order; the highest one counts. The official number belongs to the transaction, not to the version.
- Signature: ${signedParts.join(', ')}, one a line (line feed between), HMAC-SHA-256, base64. The body's SHA-256 is written in hex, the timestamp in milliseconds since 1970. A nonce is used once. Mutual TLS may take the place of the signature.`;

const schemaOf = (schema: z.ZodType): unknown => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
};

const header = (name: string, text: string): unknown => ({ name, in: 'header', required: false, description: text, schema: { type: 'string' } });
const json = (name: string): unknown => ({ 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } });

/** The version is the contract's own: it changes with its form and not with the program. */
function openApiDocument(): unknown {
  return {
    openapi: '3.1.0',
    info: { title: 'Daoban upload', version: contractName.split('/')[1] ?? '', description },
    paths: {
      '/batches': {
        post: {
          operationId: 'deliverBatch',
          summary: 'Takes a batch of transactions and answers for each of its records.',
          parameters: [
            header(signatureHeaders.key, 'Whose secret it is.'), header(signatureHeaders.timestamp, 'Milliseconds since 1970.'), header(signatureHeaders.nonce, 'Used once.'),
            header(signatureHeaders.signature, 'HMAC-SHA-256, base64.'),
          ],
          requestBody: { required: true, content: json('BatchRequest') },
          responses: {
            '200': { description: 'One answer to each record.', content: json('BatchAnswer') },
            '400': { description: 'Not understood: the two sides speak different contracts.' },
            '401': { description: 'The signature does not fit.' },
            '403': { description: 'This station may not send.' },
            '413': { description: 'Too much at once; the station sends half.' },
            '429': { description: 'Later; the station keeps to Retry-After, in seconds.', headers: { 'Retry-After': { schema: { type: 'integer' } } } },
            '503': { description: 'As 429.', headers: { 'Retry-After': { schema: { type: 'integer' } } } },
          },
        },
      },
    },
    components: { schemas: { BatchRequest: schemaOf(BatchRequest), BatchAnswer: schemaOf(BatchAnswer) } },
  } satisfies { readonly [key: string]: unknown };
}

/** As it stands in the file. */
export const openApiText = (): string => `${JSON.stringify(openApiDocument(), null, 2)}\n`;
