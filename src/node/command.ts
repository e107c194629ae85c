#!/usr/bin/env node
import {parseArgs} from 'node:util';
import {isBillingError} from '../contract/errors.js';
import type {LogEntry} from '../server/ports/surroundings.js';
import {scenarioDescriptions, scenarioNames, type ScenarioName} from '../server/providers/sandbox/index.js';
import {startSandbox, type RunningSandbox, type StartOptions} from './start.js';

const usage = `Usage: billing-elements start [options]

Serves the demo, the script and a sandbox endpoint on this machine.

  --scenario NAME   begin with one of the scenarios below
  --at INSTANT      begin on this day, such as 2026-11-20T10:42:00Z, and stand still; goes with --scenario or --reset
  --challenge WAY   where a bank asks whether it may pay: element, in the page, or redirect, on a page of its own
  --reset           forget what was kept
  --data FOLDER     where the sandbox is kept (.billing)
  --verbose         log every request

PORT and HOST in the environment say where it listens (4242, localhost).

Scenarios
${scenarioNames.map((name) => `  ${name.padEnd(21)}${scenarioDescriptions[name]}`).join('\n')}
`;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function fail(text: string): never {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

function toOptions(args: string[]): StartOptions {
  const {values} = parseArgs({
    args,
    options: {
      scenario: {type: 'string'},
      at: {type: 'string'},
      challenge: {type: 'string'},
      reset: {type: 'boolean', default: false},
      data: {type: 'string', default: '.billing'},
      verbose: {type: 'boolean', default: false},
    },
  });
  const port = Number(process.env['PORT'] ?? 4242);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) fail('PORT is not a port.');
  const {scenario, at, challenge} = values;
  if (scenario !== undefined && !isScenario(scenario)) fail(`There is no scenario "${scenario}".\n\n${usage}`);
  if (challenge !== undefined && challenge !== 'element' && challenge !== 'redirect') {
    fail(`A bank asks by element or by redirect, not by "${challenge}".`);
  }
  return {
    port,
    host: process.env['HOST'] ?? 'localhost',
    folder: values.data,
    reset: values.reset,
    ...(scenario === undefined ? {} : {scenario}),
    ...(at === undefined ? {} : {startAt: at}),
    ...(challenge === undefined ? {} : {challenge}),
    onEmailConfirmation: ({email, code}) => say(`Code for ${email}: ${code.slice(0, 4)}-${code.slice(4)}`),
    log: (entry: LogEntry) => {
      if (values.verbose || entry.level === 'error') process.stderr.write(`${JSON.stringify(entry)}\n`);
    },
  };
}

function isScenario(name: string): name is ScenarioName {
  return (scenarioNames as readonly string[]).includes(name);
}

function introduce({url, endpoint, apiKey, customerId, database}: RunningSandbox): void {
  const kept = database ?? 'in memory only (npm install libsql to keep it)';
  say(`
billing-elements, in test mode with the sandbox

  Demo       ${url}
  Endpoint   ${endpoint}
  API key    ${apiKey}
  Data       ${kept}

Mint a session:

  curl -X POST ${endpoint}/v1/sessions -H "Authorization: Bearer ${apiKey}" -H "Content-Type: application/json" -d '{"customerId":"${customerId}"}'
`);
}

async function main(): Promise<void> {
  const [command, ...args] = process.argv.slice(2);
  if (command === undefined || command === 'help' || process.argv.includes('--help')) return say(usage);
  if (command !== 'start') fail(`There is no command "${command}".\n\n${usage}`);
  const running = await startSandbox(toOptions(args));
  introduce(running);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void running.close());
}

main().catch((error: unknown) => {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    fail('The port is taken. Set PORT to another one.');
  const reason = isBillingError(error) && error.cause instanceof Error ? error.cause : error;
  fail(reason instanceof Error ? reason.message : String(reason));
});
