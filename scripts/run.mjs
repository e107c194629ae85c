import {spawn} from 'node:child_process';
import {delimiter, join} from 'node:path';
import {stripVTControlCharacters} from 'node:util';

const root = join(import.meta.dirname, '..');

/**
 * Runs a program, or one that a dependency brings, in the project's folder and keeps what it prints.
 * @param {string} program
 * @param {string[]} args
 * @param {Record<string, string>} env added to this process's environment
 * @param {number} [limit] milliseconds after which it is ended
 * @returns {Promise<{code: number, output: string}>} output is standard output and error as they came
 */
export function run(program, args, env = {}, limit) {
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const child = spawn(program, args, {
    cwd: root,
    env: {...process.env, PATH: path, ...env},
    stdio: ['ignore', 'pipe', 'pipe'],
    // On Windows the programs of dependencies are .cmd files, which only a shell runs.
    shell: process.platform === 'win32',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  }
  const ending = limit === undefined ? undefined : setTimeout(() => child.kill(), limit);
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({code: 1, output: `${output}${error.message}\n`}));
    child.on('close', (code) => {
      clearTimeout(ending);
      resolve({code: code ?? 1, output: stripVTControlCharacters(output)});
    });
  });
}
