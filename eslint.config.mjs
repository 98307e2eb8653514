import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** What each folder of the product may not import. test/unit/importRule.test.ts holds the same rule, read from the imports. */
const folders = [
  'model',
  'domain',
  'values',
  'table',
  'odoo',
  'diagnosis',
  'requests',
  'writes',
  'transfer',
  'sandbox',
  'contract',
  'vscode',
];
const allBut = (...known) => folders.filter((folder) => !known.includes(folder));
const closed = {
  'src/model': allBut('model'),
  'src/domain': allBut('domain', 'model'),
  'src/values': allBut('values', 'model'),
  'src/table': allBut('table', 'model', 'domain', 'values'),
  'src/odoo': allBut('odoo', 'model', 'domain'),
  'src/requests': allBut('requests', 'model'),
  'src/diagnosis': allBut('diagnosis', 'model', 'domain', 'odoo'),
  'src/writes': allBut('writes', 'model', 'domain', 'values', 'odoo'),
  'src/transfer': allBut('transfer', 'model', 'domain', 'values', 'table', 'odoo'),
  'src/sandbox': allBut('sandbox', 'model'),
  'src/contract': allBut('contract', 'model'),
  webview: allBut('model', 'domain', 'values', 'table', 'contract'),
};

const folderRules = Object.entries(closed).map(([folder, others]) => ({
  files: [`${folder}/**/*.{ts,tsx}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        paths: [{ name: 'vscode', message: 'Only src/vscode and src/extension.ts import vscode.' }],
        patterns: [
          {
            regex: `(^|/)(${others.join('|')})/`,
            message: `${folder} does not know that folder (ARCHITECTURE.md, "Who may import whom").`,
          },
          ...(folder === 'webview'
            ? []
            : [{ regex: '(^|/)webview/', message: 'Only webview pages know the webview folder.' }]),
        ],
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ['dist', 'out', 'node_modules'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', 'webview/tsconfig.json', 'test/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  ...folderRules,
  {
    files: ['webview/**/*.{ts,tsx}'],
    ignores: ['webview/ui/**'],
    rules: {},
  },
);
