import {spawnSync} from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import {createRequire} from 'node:module';
import {homedir} from 'node:os';
import {delimiter, join} from 'node:path';
import {pathToFileURL} from 'node:url';

const npmBrowser = '@sparticuz/chromium@153.0.0';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
  'brave-browser',
];
const macApps = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'];
const windowsPaths = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
const flatpaks = ['org.chromium.Chromium', 'com.google.Chrome', 'com.microsoft.Edge'];

/**
 * A Chromium to run tests in: the one that `CHROME_PATH` names, else an installed one, else (Linux x64) the one that
 * comes as an npm package, which is put into the user's cache folder once. Where there is none, the process ends with
 * code 1 and four lines that say what to do. `BILLING_NO_SYSTEM_BROWSER=1` hides the installed ones.
 * @returns {Promise<{path: string, source: string, headless: true | 'shell', args: string[], env: NodeJS.ProcessEnv}>}
 *   what Puppeteer's `launch` wants; `env` is the whole environment of the browser
 */
export async function findBrowser() {
  const {CHROME_PATH: named} = process.env;
  if (named) {
    if (!isExecutable(named)) stop(`CHROME_PATH names no program that can be run: ${named}`);
    return describe(named, 'CHROME_PATH');
  }
  const installed = findInstalled();
  if (installed) return describe(installed, 'installed');
  try {
    const fallback = await prepareNpmBrowser();
    if (fallback) return {...describe(fallback.path, npmBrowser), headless: 'shell', env: fallback.env};
  } catch (error) {
    stop(`${npmBrowser} could not be prepared: ${error.message}`);
  }
  stop('No Chromium, Chrome or Edge was found.');
}

function stop(reason) {
  console.error(`${reason}
  Install one: apt-get install chromium | dnf install chromium | brew install --cask chromium
  or name one: CHROME_PATH=/path/to/chrome
  or, on Linux x64 with a package registry in reach, it comes by itself as ${npmBrowser}.`);
  process.exit(1);
}

function describe(path, source) {
  return {path, source, headless: true, args: findArguments(), env: process.env};
}

/** No more switches than the machine forces on us: the tests are to run in the browser that people have. */
function findArguments() {
  if (process.platform !== 'linux') return [];
  const args = [];
  // Chromium refuses to start as root with its sandbox on.
  if (process.getuid() === 0) args.push('--no-sandbox');
  // Containers often have 64 MB of shared memory, in which tabs die.
  if (sharedMemory() < 512 * 1024 * 1024) args.push('--disable-dev-shm-usage');
  return args;
}

function sharedMemory() {
  try {
    const {bsize, blocks} = statfsSync('/dev/shm');
    return bsize * blocks;
  } catch {
    return 0;
  }
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function findInstalled() {
  if (process.env.BILLING_NO_SYSTEM_BROWSER === '1') return undefined;
  // Distributions leave stubs that only say how to install it, and launchers whose browser is gone.
  return [...findByLauncher(), ...candidates()].find((path) => isExecutable(path) && starts(path, process.env));
}

/** What chrome-launcher knows; it throws where it finds none, and where the shell's tools that it calls are missing. */
function findByLauncher() {
  try {
    const require = createRequire(import.meta.resolve('@web/test-runner-chrome'));
    return require('chrome-launcher').Launcher.getInstallations();
  } catch {
    return [];
  }
}

/** What chrome-launcher does not look for: Edge, Brave, and packages of other kinds. */
function candidates() {
  if (process.platform === 'darwin') {
    return macApps.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);
  }
  if (process.platform === 'win32') {
    const folders = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
    return folders.filter(Boolean).flatMap((folder) => windowsPaths.map((path) => join(folder, path)));
  }
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), '/snap/bin'];
  return [
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    ...flatpaks.map((name) => `/var/lib/flatpak/exports/bin/${name}`),
  ];
}

/** The browser from npm, unpacked in the cache folder; undefined where it has none for this machine. */
async function prepareNpmBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'billing-elements');
  const folder = join(cache, `chromium-${npmBrowser.split('@').at(-1)}`);
  if (!existsSync(folder)) installNpmBrowser(folder);
  const path = join(folder, 'chromium');
  return {path, env: findEnvironment(path, folder)};
}

/** Made beside its place and moved there when complete, so that a broken or parallel run leaves no half of a browser. */
function installNpmBrowser(folder) {
  console.error(`No installed browser: ${npmBrowser} is put into ${folder}`);
  const staging = `${folder}.${process.pid}`;
  mkdirSync(staging, {recursive: true});
  try {
    const options = [
      '--no-save',
      '--no-package-lock',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ];
    execute('npm', ['install', '--prefix', staging, ...options, npmBrowser], staging);
    execute(process.execPath, ['--input-type=module', '--eval', unpackScript], staging);
    rmSync(join(staging, 'node_modules'), {recursive: true, force: true});
    writeFileSync(join(staging, 'fonts', 'fonts.conf'), fontsConfiguration(join(folder, 'fonts')));
    renameSync(staging, folder);
  } catch (error) {
    rmSync(staging, {recursive: true, force: true});
    if (!existsSync(folder)) throw error;
  }
}

/** The package unpacks into the folder for temporary files, which is set to the staging folder. */
const unpackScript = `
  import {inflate} from '@sparticuz/chromium';
  for (const name of ['chromium.br', 'swiftshader.tar.br', 'fonts.tar.br', 'al2023.tar.br']) {
    await inflate('node_modules/@sparticuz/chromium/bin/' + name);
  }
`;

function execute(program, args, folder) {
  const result = spawnSync(program, args, {cwd: folder, env: {...process.env, TMPDIR: folder}, encoding: 'utf8'});
  if (result.status === 0) return;
  const said = (result.error?.message ?? result.stderr).trim().split('\n').slice(0, 3).join(' ');
  throw new Error(`${program} failed: ${said}`);
}

/** The package's own fonts.conf names folders of the cloud service that it was made for. */
function fontsConfiguration(folder) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}</dir>
  <cachedir>${folder}/cache</cachedir>
</fontconfig>
`;
}

/** Libraries and fonts from the package where the system has none; a system's own are left in their place. */
function findEnvironment(path, folder) {
  const env = {...process.env};
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_PATH = join(folder, 'fonts');
  if (starts(path, env)) return env;
  env.LD_LIBRARY_PATH = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
  if (starts(path, env)) return env;
  throw new Error(spawnSync(path, ['--version'], {env, encoding: 'utf8'}).stderr.trim());
}

function starts(path, env) {
  return spawnSync(path, ['--version'], {env, stdio: 'ignore'}).status === 0;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  // `--installed` only looks, so that a set-up script can decide whether to install one.
  if (!process.argv.includes('--installed')) console.log((await findBrowser()).path);
  else if (!process.env.CHROME_PATH && !findInstalled()) process.exit(1);
}
