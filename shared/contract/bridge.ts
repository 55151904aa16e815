/**
 * What a page may ask of the shell: relay a call of the contract, and the few things that only the shell can do
 * (paper, files, unlocking). The preload script puts it on `window.daoban`; nothing else crosses the bridge.
 */
import { z } from 'zod';
import { CheckLetter, CheckNumber } from './checks.ts';
import type { Output } from './contract.ts';
import type { Result } from './errors.ts';
import { DrawNumber, DrawReport } from './draws.ts';
import { ExportRequest, exportOperations } from './exports.ts';
import { historyOperations } from './history.ts';
import { ReportRequest } from './report.ts';
import { ReportFigures } from '../statistics/report.ts';
import { ExportFormat } from './statistics.ts';
import { CommitmentNotice } from './commitments.ts';
import { LicenceCase } from './licence.ts';
import type { ListedBackup } from './recovery.ts';
import { SignedManifest } from '../day/manifest.ts';
import type { Unsent } from '../upload/unsent.ts';
import { Notice, Receipt } from './transaction.ts';
import { Signature } from '../transaction/signature.ts';
import { Slip } from './visit.ts';

/** What stands at the foot of a commitment that was signed; the strokes are null where it was signed on paper, or the person's data are gone. */
const SignedOn = z.strictObject({ on: z.iso.date(), how: z.enum(['drawn', 'paper']), strokes: Signature.options[0].shape.strokes.nullable() });
export type SignedOn = z.infer<typeof SignedOn>;

/** A paper the hidden print window draws; the same component previews it. */
export const Paper = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('slip'), language: z.enum(['zh-CN', 'en']), slip: Slip }),
  z.strictObject({ kind: z.literal('receipt'), language: z.enum(['zh-CN', 'en']), receipt: Receipt }),
  z.strictObject({ kind: z.literal('notice'), language: z.enum(['zh-CN', 'en']), notice: Notice, /** It was given before. */ copy: z.boolean().optional() }),
  z.strictObject({ kind: z.literal('check'), language: z.enum(['zh-CN', 'en']), letter: CheckLetter }),
  /** Notice and commitment of one material: to be signed by hand, or once more as it was signed. */
  z.strictObject({ kind: z.literal('commitment'), language: z.enum(['zh-CN', 'en']), notice: CommitmentNotice, signed: SignedOn.optional() }),
  /** Notice and commitment of a licence, to be signed by hand. */
  z.strictObject({ kind: z.literal('licence'), language: z.enum(['zh-CN', 'en']), licence: LicenceCase, station: z.string(), site: z.string(), trial: z.boolean(), day: z.iso.date() }),
  /** Official wording, Chinese in either language. */
  z.strictObject({ kind: z.literal('publication'), language: z.enum(['zh-CN', 'en']), case: z.string(), text: z.string() }),
  z.strictObject({ kind: z.literal('manifest'), language: z.enum(['zh-CN', 'en']), close: SignedManifest }),
  z.strictObject({ kind: z.literal('draw'), language: z.enum(['zh-CN', 'en']), report: DrawReport }),
  z.strictObject({ kind: z.literal('report'), language: z.enum(['zh-CN', 'en']), report: ReportFigures }),
]);
export type Paper = z.infer<typeof Paper>;

/** What each paper is printed on: the 80 mm roll of the desk's printer, or A4 sheets. */
export const paperForms = { slip: 'roll', receipt: 'roll', notice: 'sheet', check: 'sheet', manifest: 'sheet', commitment: 'sheet', licence: 'sheet', publication: 'sheet', draw: 'sheet', report: 'sheet' } as const satisfies Record<Paper['kind'], 'roll' | 'sheet'>;

/** The name of a paper's file, without its ending: the number that stands on it, nothing personal. */
export function paperName(paper: Paper): string {
  switch (paper.kind) {
    case 'slip':
      return paper.slip.number;
    case 'receipt':
      return paper.receipt.number;
    case 'notice':
      return `${paper.notice.number}-notice`;
    case 'check':
      return paper.letter.check;
    case 'commitment':
      return paper.notice.commitment;
    case 'licence':
      return `${paper.licence.case}-commitment`;
    case 'publication':
      return `${paper.case}-publication`;
    case 'manifest':
      return `${paper.close.manifest.code}-${paper.close.manifest.day}-${paper.close.manifest.number}`;
    case 'draw':
      return paper.report.draw;
    case 'report':
      return reportName(paper.report.period);
  }
}

/** The name of a report's file. */
export const reportName = (period: ReportRequest['period']): string => `daoban-report-${typeof period === 'string' ? period : `${period.from}-${period.to}`}`;

/** `printed`: the system printer took it; `no-printer`: there is none, offer the PDF; `failed`: the printer refused. */
export type PrintAnswer = { readonly outcome: 'printed' | 'no-printer' | 'failed' };

/** A question, a saved view or a ready-made table as a file. */
export const SaveExport = ExportRequest;
export type SaveExport = z.input<typeof SaveExport>;

/** The work report of a period as a file. */
export const SaveReport = ReportRequest;
export type SaveReport = z.infer<typeof SaveReport>;

/** What the station exports by itself; the folder is the person's to choose. */
export const SetSchedule = exportOperations['schedule.set'].input.omit({ folder: true });
export type SetSchedule = z.input<typeof SetSchedule>;
/** Null where the person closed the dialog. */
export type ScheduleSet = (Output<'schedule.set'> & { readonly folder: string }) | null;

export const SaveChecks = z.strictObject({ checks: z.array(CheckNumber).min(1).max(500), format: ExportFormat, language: z.enum(['zh-CN', 'en']) });
export type SaveChecks = z.infer<typeof SaveChecks>;

/** What a file of answers brought, with the file; null where the person closed the dialog. */
export type ImportedAnswers = { readonly file: string; readonly answers: Output<'check.import'> } | null;

/** The report of a draw as a file. */
export const SaveDraw = z.strictObject({ draw: DrawNumber, format: ExportFormat, language: z.enum(['zh-CN', 'en']) });
export type SaveDraw = z.infer<typeof SaveDraw>;

/** The table of a previous system, kept by the shell for this window; null where the person closed the dialog. */
export type ChosenHistory = { readonly name: string } | null;
export const ReadTitles = historyOperations['history.columns'].input.omit({ file: true });
export type ReadTitles = z.infer<typeof ReadTitles>;
export const ImportHistory = historyOperations['history.import'].input.omit({ file: true });
export type ImportHistory = z.input<typeof ImportHistory>;

/** A bundle target; the folder and the file are the person's to choose. */
export const ForTarget = z.strictObject({ target: z.string().max(64) });
export type ForTarget = z.infer<typeof ForTarget>;
/** Null where the person closed the dialog; the file without its folder. */
export type MadeBundle = Output<'bundle.export'> | null;
export type TakenReceipt = Output<'bundle.receipt'> | null;

/** Null where the person closed the dialog. */
export type SavedFile = { readonly file: string } | null;

/** The words beside the folder that the person chooses in a dialog. */
export const ConfigureBackup = z.strictObject({ keep: z.number().int().min(1).max(365), daily: z.boolean(), passphrase: z.string().min(12).max(1000).optional() });
export type ConfigureBackup = z.infer<typeof ConfigureBackup>;
/** Null where the person closed the dialog. */
export type ConfiguredBackup = { readonly folder: string } | null;

/** One that was offered or chosen before; the passphrase where the key store of this machine does not open it. */
export const Restore = z.strictObject({ file: z.string(), passphrase: z.string().nullable() });
export type Restore = z.infer<typeof Restore>;

/** Asked without `confirm` it says what to confirm. */
export const SetAside = z.strictObject({ reason: z.string(), confirm: z.string().nullable(), passphrase: z.string().nullable() });
export type SetAside = z.infer<typeof SetAside>;

/**
 * - `starting`: the core is opening the station; `ready`: it answers;
 * - `locked`: the vault wants its passphrase; `failed`: it refused to open and changed nothing (`code` says why).
 */
export const StartupState = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('starting') }),
  z.strictObject({ state: z.literal('ready') }),
  z.strictObject({ state: z.literal('locked'), wrong: z.boolean() }),
  z.strictObject({ state: z.literal('failed'), code: z.string(), folder: z.string() }),
]);
export type StartupState = z.infer<typeof StartupState>;

export type Bridge = {
  call(name: string, input: unknown): Promise<Result<unknown>>;
  /** Tells that the journal grew, so that what is on the screen may be old. Returns the unsubscribe. */
  onChanged(listener: () => void): () => void;
  startup(): Promise<StartupState>;
  onStartup(listener: (state: StartupState) => void): () => void;
  unlock(passphrase: string): Promise<StartupState>;
  print(paper: Paper): Promise<Result<PrintAnswer>>;
  savePdf(paper: Paper): Promise<Result<SavedFile>>;
  saveExport(request: SaveExport): Promise<Result<SavedFile>>;
  saveReport(request: SaveReport): Promise<Result<SavedFile>>;
  setSchedule(request: SetSchedule): Promise<Result<ScheduleSet>>;
  saveChecks(request: SaveChecks): Promise<Result<SavedFile>>;
  importAnswers(): Promise<Result<ImportedAnswers>>;
  saveDraw(request: SaveDraw): Promise<Result<SavedFile>>;
  chooseHistory(): Promise<Result<ChosenHistory>>;
  historyTitles(request: ReadTitles): Promise<Result<Output<'history.columns'>>>;
  importHistory(request: ImportHistory): Promise<Result<Output<'history.import'>>>;
  makeBundle(request: ForTarget): Promise<Result<MadeBundle>>;
  takeReceipt(request: ForTarget): Promise<Result<TakenReceipt>>;
  configureBackup(request: ConfigureBackup): Promise<Result<ConfiguredBackup>>;
  /** For the start page of a station that cannot be opened. */
  offerBackups(): Promise<Result<Output<'backup.list'>>>;
  chooseBackup(): Promise<Result<ListedBackup | null>>;
  restoreBackup(request: Restore): Promise<Result<Output<'backup.restore'>>>;
  setAside(request: SetAside): Promise<Result<Output<'station.setAside'>>>;
  /** Tries again, or opens what can be read of a damaged station. */
  openStation(mode: 'work' | 'look'): Promise<StartupState>;
  /** The window is about to close while something is unsent: the page says it, and whether somebody goes or stays. */
  onLeaving(listener: (unsent: Unsent) => void): () => void;
  leave(go: boolean): Promise<void>;
  /** For the hidden print window alone: the paper it has to draw, and the word that it stands. */
  takePaper(): Promise<Paper | null>;
  paperReady(height: number): void;
};
