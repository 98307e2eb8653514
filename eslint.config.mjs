import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** What each folder of the product may not import. test/unit/importRule.test.ts holds the same rule, read from the imports. */
const closed = {
  'src/model': ['domain', 'odoo', 'requests', 'diagnosis', 'sandbox', 'contract', 'vscode'],
  'src/domain': ['odoo', 'requests', 'diagnosis', 'sandbox', 'contract', 'vscode'],
  'src/odoo': ['requests', 'diagnosis', 'sandbox', 'contract', 'vscode'],
  'src/requests': ['domain', 'odoo', 'diagnosis', 'sandbox', 'contract', 'vscode'],
  'src/diagnosis': ['requests', 'sandbox', 'contract', 'vscode'],
  'src/sandbox': ['odoo', 'requests', 'diagnosis', 'contract', 'vscode'],
  'src/contract': ['domain', 'odoo', 'requests', 'diagnosis', 'sandbox', 'vscode'],
  webview: ['domain', 'odoo', 'requests', 'diagnosis', 'sandbox', 'vscode'],
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
