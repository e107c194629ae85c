import config from '../../web-test-runner.config.mjs';

/** `npx web-test-runner --config test/model/long.config.mjs`: more walks than an ordinary run has time for. */
export default {...config, rootDir: '.', files: ['test/model/long.ts'], testsFinishTimeout: 60 * 60_000};
