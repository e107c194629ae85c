import {fork, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';

const script = fileURLToPath(new URL('endpoint.ts', import.meta.url));

/** An endpoint that is killed and started again, on the same file and in front of the same provider. */
export interface EndpointProcess {
  start(): Promise<void>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Where it is, as soon as it is up. */
  address(): Promise<string>;
}

/** See `endpoint.ts` for the words that it is started with. */
export function createEndpointProcess(...words: [database: string, provider: string, apiKey: string]): EndpointProcess {
  let child: ChildProcess | undefined;
  let tell: (address: string) => void = () => undefined;
  const wait = (): Promise<string> =>
    new Promise((resolve) => {
      tell = resolve;
    });
  let up = wait();
  return {
    async start() {
      child = fork(script, words, {execArgv: ['--import', 'tsx']});
      const [port] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as unknown[];
      if (child.exitCode !== null) throw new Error(`the endpoint ended with ${child.exitCode}`);
      tell(`http://127.0.0.1:${String(port)}/billing`);
    },
    async kill() {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      up = wait();
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
    address: () => up,
  };
}
