import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type UnpackedChromium = { executablePath: string; env: Record<string, string>; remove(): void };

/** The package unpacks into the temporary folder, and the libraries that bare machines lack only where it takes itself to be in a function of a cloud. */
const withEnv = async <Value>(changes: Record<string, string>, work: () => Promise<Value>): Promise<Value> => {
  const before = { ...process.env };
  Object.assign(process.env, changes);
  try {
    return await work();
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
};

const fontsConf = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
  <alias binding="same"><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias binding="same"><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
</fontconfig>
`;

const lacksLibraries = (executablePath: string): boolean =>
  /not found/.test(String(spawnSync('ldd', [executablePath], { encoding: 'utf8' }).stdout));

/** Our own environment without what would make Chromium write outside of its folder. */
const toEnv = (folder: string, executablePath: string): Record<string, string> => {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('XDG_'),
  );
  const libraries = lacksLibraries(executablePath) ? { LD_LIBRARY_PATH: join(folder, 'al2023/lib') } : {};
  const fonts = { FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  return { ...Object.fromEntries(inherited), ...libraries, ...fonts, HOME: folder, TMPDIR: folder };
};

/** Chromium from its package, with fonts and the libraries it needs, in a folder of its own. `remove` takes all of it away. */
export const unpackChromium = async (): Promise<UnpackedChromium> => {
  const folder = mkdtempSync(join(tmpdir(), 'numberdesk-chromium-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  // Should the run be interrupted before there is a browser.
  process.once('exit', remove);
  const executablePath = await withEnv({ TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' }, async () => {
    const { default: chromium } = await import('@sparticuz/chromium');
    chromium.setGraphicsMode = false;
    return chromium.executablePath();
  });
  writeFileSync(join(folder, 'fonts.conf'), fontsConf(folder));
  return { executablePath, env: toEnv(folder, executablePath), remove };
};
