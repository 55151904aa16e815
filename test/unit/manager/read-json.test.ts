import { describe, expect, it } from 'vitest';
import { CatalogueDocument } from '../../../shared/catalogue/catalogue.ts';
import { ReductionDocument } from '../../../shared/catalogue/reduction-list.ts';
import { parseJson, withSubjects } from '../../../renderer/features/manager/catalogue/read-json.ts';

const matter = {
  code: 'card-apply', name: '社会保障卡申领', nameEn: '', category: '社保卡', applicant: ['person'], channels: ['window'], caseKind: 'instant', statutoryDays: null, promisedDays: null,
  dayUnit: 'working', extensionDays: null, limitNote: '', legalBasis: [], materials: [], synonyms: [], lifeEvents: [], sourced: false, sourcedFields: [], sourceRegion: '', sources: [],
};

describe('a chosen file', () => {
  it('that ends in the middle is not JSON, with no place to point to', () => {
    expect(parseJson('{"schema_version": 1', CatalogueDocument)).toMatchObject({ kind: 'not-json' });
  });

  it('that is broken says at which line and column', () => {
    expect(parseJson('{\n  "schema_version": 1,,\n}', CatalogueDocument)).toEqual({ kind: 'not-json', at: { line: 2, column: 23 } });
  });

  it('that holds a document gives it', () => {
    const read = parseJson(JSON.stringify({ schema_version: 1, matters: [matter] }), CatalogueDocument);
    expect(read.kind === 'document' && read.document.matters.map(({ code }) => code)).toEqual(['card-apply']);
  });

  it('tells every fault at its JSON path, with the name of the matter it stands in', () => {
    const read = parseJson(JSON.stringify({ schema_version: 1, matters: [matter, { ...matter, code: 'Bad', channels: ['fax'], extra: 1 }] }), CatalogueDocument);
    expect(read.kind === 'faults' && read.faults.map(({ path, code, subject }) => [path, code, subject])).toEqual([
      ['$.matters[1].code', 'invalid-format', '社会保障卡申领'],
      ['$.matters[1].channels[0]', 'invalid-value', '社会保障卡申领'],
      ['$.matters[1].extra', 'unrecognized-key', '社会保障卡申领'],
    ]);
  });

  it('of reduction lists names the list by who issued it', () => {
    const read = parseJson(JSON.stringify({ lists: [{ code: 'city', level: 'city', issuer: '某市', effectiveFrom: '2026-01-01', effectiveTo: null, rows: [] }] }), ReductionDocument);
    expect(read.kind === 'faults' && read.faults).toMatchObject([{ path: '$.lists[0].rows', subject: '某市' }]);
  });

  it('is the root of its paths, also where the operation counts from its own input', () => {
    const issues = [{ path: '$.document.matters[0].name', code: 'custom', message: '' }, { path: '$.document', code: 'custom', message: '' }, { path: '$.effectiveFrom', code: 'custom', message: '' }];
    expect(withSubjects(issues, { matters: [matter] }).map(({ path, subject }) => [path, subject])).toEqual([['$.matters[0].name', '社会保障卡申领'], ['$', null], ['$.effectiveFrom', null]]);
  });
});
