// npm run test:unit, npm run test:webview, npm run test:proxy: one folder of Vitest tests. Arguments after -- go to Vitest.
import { line, reportCounts } from './counts';
import { runVitest } from './vitestRun';

const options = {
  unit: [],
  // Page tests may start a browser first.
  webview: ['--testTimeout=30000', '--hookTimeout=120000'],
  // The first file may fetch Debian packages, for all of them.
  proxy: ['--testTimeout=60000', '--hookTimeout=600000', '--no-file-parallelism'],
};

const [name, ...extra] = process.argv.slice(2);

void (async (): Promise<void> => {
  if (name !== 'unit' && name !== 'webview' && name !== 'proxy') {
    console.error('Say which tests: suite.ts unit, suite.ts webview, or suite.ts proxy.');
    process.exitCode = 1;
    return;
  }
  const counts = await runVitest({ folder: `test/${name}`, name, extra, options: options[name] });
  reportCounts(name, counts);
  console.log(line(counts));
})();
