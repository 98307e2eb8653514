// npm run package: makes dist/odoo-api-explorer.vsix.
import { relative } from 'node:path';
import { packageExtension, root } from './vscode/packaging';

void (async (): Promise<void> => {
  try {
    const { path, bytes, output } = await packageExtension();
    console.log(output.trim());
    console.log(`${relative(root, path)}: ${(bytes / 1024).toFixed(0)} KB`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
})();
