// npm run test:unit, npm run test:webview: one folder of Vitest tests. Arguments after -- go to Vitest.
import { line, reportCounts } from './counts';
import { runVitest } from './vitestRun';

const [name, ...extra] = process.argv.slice(2);

void (async (): Promise<void> => {
  if (name !== 'unit' && name !== 'webview') {
    console.error('Say which tests: suite.ts unit, or suite.ts webview.');
    process.exitCode = 1;
    return;
  }
  // Page tests may start a browser first.
  const options = name === 'webview' ? ['--testTimeout=30000', '--hookTimeout=120000'] : [];
  const counts = await runVitest({ folder: `test/${name}`, name, extra, options });
  reportCounts(name, counts);
  console.log(line(counts));
})();
