import {execFile, spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {promisify} from 'node:util';

/** The built command, started as `npm start` does, on a port and in a folder of its own. */
export interface StartedCommand {
  /** `http://localhost:PORT`. */
  origin: string;
  /** As it is printed. */
  endpoint: string;
  apiKey: string;
  /** The line that mints a session, as it is printed. */
  curl: string;
  stop(): Promise<void>;
}

const root = join(import.meta.dirname, '../..');

/** A folder for what the command keeps. */
export async function createFolder(): Promise<{path: string; remove(): Promise<void>}> {
  const path = await mkdtemp(join(tmpdir(), 'billing-elements-page-'));
  return {path, remove: () => rm(path, {recursive: true, force: true})};
}

export async function startCommand(folder: string, ...args: string[]): Promise<StartedCommand> {
  const child = spawn(process.execPath, ['dist/node/command.js', 'start', '--data', folder, ...args], {
    cwd: root,
    env: {...process.env, PORT: '0'},
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = await readIntroduction(child);
  const find = (pattern: RegExp): string => {
    const found = lines.map((line) => pattern.exec(line)?.[1]).find((text) => text !== undefined);
    if (found === undefined) throw new Error(`the command did not print ${pattern}:\n${lines.join('\n')}`);
    return found;
  };
  const endpoint = find(/^\s+Endpoint\s+(\S+)$/);
  return {
    endpoint,
    origin: new URL(endpoint).origin,
    apiKey: find(/^\s+API key\s+(bpk_test_\S+)$/),
    curl: find(/^\s+(curl .*)$/),
    stop: async () => {
      if (child.exitCode !== null) return;
      const exit = once(child, 'exit');
      child.kill();
      // One that does not end by itself must not hold up the tests.
      const limit = setTimeout(() => child.kill('SIGKILL'), 5000);
      await exit;
      clearTimeout(limit);
    },
  };
}

async function readIntroduction(child: ChildProcess): Promise<string[]> {
  const lines: string[] = [];
  if (!child.stdout) throw new Error('the command has no output');
  for await (const line of createInterface({input: child.stdout})) {
    lines.push(line);
    if (line.includes('curl ')) break;
  }
  return lines;
}

/** Runs a line of a shell and gives the JSON that it prints. */
export async function runJson(line: string, env: Record<string, string> = {}): Promise<unknown> {
  const {stdout} = await promisify(execFile)('sh', ['-c', `${line} -sS`], {env: {...process.env, ...env}});
  return JSON.parse(stdout) as unknown;
}

/** The line of the README that mints a session, for a command on another port. */
export async function readReadmeCurl(origin: string): Promise<string> {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const line = /^curl -X POST .*$/m.exec(readme)?.[0];
  if (line === undefined) throw new Error('the README has no curl line');
  return line.replace('http://localhost:4242', origin);
}

/** The page of the README, for a command on another port, with a token in it. */
export async function readPlainPage(origin: string, token: string): Promise<string> {
  const page = await readFile(join(root, 'examples/plain-html/index.html'), 'utf8');
  return page.replaceAll('http://localhost:4242', origin).replace('bps_…', token);
}

/** A page on an origin of its own. */
export interface ServedPage {
  url: string;
  stop(): Promise<void>;
}

export async function servePage(html: string, headers: Record<string, string> = {}): Promise<ServedPage> {
  const server: Server = createServer((request, response) => {
    if (request.url !== '/') return response.writeHead(204).end();
    return response.writeHead(200, {'Content-Type': 'text/html; charset=utf-8', ...headers}).end(html);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, 'localhost', resolve);
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
