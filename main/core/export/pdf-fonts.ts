/**
 * A Chinese font for documents. None is shipped (the smallest has 8 MB and every system of a counter has one), so it is looked for where systems keep
 * them, and of it only the characters used go into the file.
 */
import { readdirSync, type Dirent } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { Refusal } from '../../../shared/contract/errors.ts';

/** `face` is the PostScript name inside a collection. */
export type FontFile = { readonly file: string; readonly face?: string };
export type Fonts = { readonly regular: FontFile; readonly bold: FontFile };

type Face = readonly [file: string, face?: string];

/** In the order of preference; sans before serif, because small figures are read on poor printers. File names without regard to case. */
const families: readonly { readonly regular: Face; readonly bold?: Face }[] = [
  // Windows
  { regular: ['msyh.ttc', 'MicrosoftYaHei'], bold: ['msyhbd.ttc', 'MicrosoftYaHei-Bold'] },
  { regular: ['deng.ttf'], bold: ['dengb.ttf'] },
  { regular: ['simsun.ttc', 'SimSun'], bold: ['simhei.ttf'] },
  // Debian, UOS, Kylin
  { regular: ['notosanscjk-regular.ttc', 'NotoSansCJKsc-Regular'], bold: ['notosanscjk-bold.ttc', 'NotoSansCJKsc-Bold'] },
  { regular: ['notosanscjksc-regular.otf'], bold: ['notosanscjksc-bold.otf'] },
  { regular: ['notosanssc-regular.otf'], bold: ['notosanssc-bold.otf'] },
  { regular: ['sourcehansanssc-regular.otf'], bold: ['sourcehansanssc-bold.otf'] },
  { regular: ['sourcehansanscn-regular.otf'], bold: ['sourcehansanscn-bold.otf'] },
  { regular: ['sourcehansans.ttc', 'SourceHanSansSC-Regular'], bold: ['sourcehansans.ttc', 'SourceHanSansSC-Bold'] },
  { regular: ['notoserifcjk-regular.ttc', 'NotoSerifCJKsc-Regular'], bold: ['notoserifcjk-bold.ttc', 'NotoSerifCJKsc-Bold'] },
  { regular: ['wqy-microhei.ttc', 'WenQuanYiMicroHei'] },
  { regular: ['wqy-zenhei.ttc', 'WenQuanYiZenHei'] },
  { regular: ['uming.ttc', 'UMingCN'] },
  { regular: ['simhei.ttf'] },
  // macOS, where developers sit
  { regular: ['hiragino sans gb.ttc', 'HiraginoSansGB-W3'], bold: ['hiragino sans gb.ttc', 'HiraginoSansGB-W6'] },
  { regular: ['stheiti light.ttc', 'STHeitiSC-Light'], bold: ['stheiti medium.ttc', 'STHeitiSC-Medium'] },
];

/** Font folders lie at most this deep. */
const depth = 5;

/** Where this system keeps fonts. */
export function fontFolders(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv, home: string): readonly string[] {
  switch (platform) {
    case 'win32':
      return [path.join(environment['WINDIR'] ?? 'C:\\Windows', 'Fonts'), path.join(environment['LOCALAPPDATA'] ?? home, 'Microsoft', 'Windows', 'Fonts')];
    case 'darwin':
      return ['/System/Library/Fonts', '/Library/Fonts', path.join(home, 'Library/Fonts')];
    default:
      return ['/usr/share/fonts', '/usr/local/share/fonts', path.join(environment['XDG_DATA_HOME'] ?? path.join(home, '.local/share'), 'fonts'), path.join(home, '.fonts')];
  }
}

/** The best Chinese font in the folders; its bold cut is the regular one where there is none. Refuses with `export-font-missing`. */
export function chineseFonts(folders: readonly string[] = fontFolders(process.platform, process.env, homedir())): Fonts {
  const files = new Map(folders.flatMap((folder) => filesUnder(folder, depth)).map((file) => [path.basename(file).toLowerCase(), file]));
  const found = (face: Face | undefined): FontFile | undefined => {
    const file = face === undefined ? undefined : files.get(face[0]);
    if (file === undefined) return undefined;
    return face?.[1] === undefined ? { file } : { file, face: face[1] };
  };
  for (const family of families) {
    const regular = found(family.regular);
    if (regular !== undefined) return { regular, bold: found(family.bold) ?? regular };
  }
  throw new Refusal('export-font-missing', 'no Chinese font on this system; Debian, UOS and Kylin have it in the package fonts-noto-cjk');
}

function filesUnder(folder: string, deeper: number): readonly string[] {
  return entriesOf(folder).flatMap((entry) => {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) return deeper > 0 ? filesUnder(place, deeper - 1) : [];
    return [place];
  });
}

/** In the order of their names, so that a machine always takes the same; a folder that is not there holds nothing. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).toSorted((one, other) => (one.name < other.name ? -1 : 1));
  } catch {
    return [];
  }
}
