import { addCounts, line, readCounts } from './counts';

// CI's last word: every runner's counts, and their sum.
const all = readCounts();
for (const [runner, counts] of Object.entries(all)) console.log(`${runner}: ${line(counts)}`);
const sum = addCounts(Object.values(all));
console.log(line(sum));
if (sum.failed > 0 || sum.passed === 0) process.exitCode = 1;
