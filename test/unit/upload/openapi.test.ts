import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openApiText } from '../../../shared/upload/openapi.ts';

describe('the published contract', () => {
  it('is what the schemas say now; `daoban upload-contract > docs/openapi/upload.json` writes it anew', () => {
    expect(readFileSync(path.join(import.meta.dirname, '../../../docs/openapi/upload.json'), 'utf8')).toBe(openApiText());
  });
});
