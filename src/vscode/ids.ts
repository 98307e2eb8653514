/** Every id that package.json and the code share; test/unit/contributions.test.ts keeps the two equal. */
export const commandIds = {
  addConnection: 'odoo.addConnection',
  editConnection: 'odoo.editConnection',
  renameConnection: 'odoo.renameConnection',
  markConnection: 'odoo.markConnection',
  deleteConnection: 'odoo.deleteConnection',
  testConnection: 'odoo.testConnection',
  setActiveConnection: 'odoo.setActiveConnection',
  enterSecret: 'odoo.enterSecret',
  forgetSecrets: 'odoo.forgetSecrets',
  diagnose: 'odoo.diagnose',
  statusMenu: 'odoo.statusMenu',
  refresh: 'odoo.refresh',
  filterModels: 'odoo.filterModels',
  clearModelFilter: 'odoo.clearModelFilter',
  copyTechnicalName: 'odoo.copyTechnicalName',
  openInBrowser: 'odoo.openInBrowser',
  browseRecords: 'odoo.browseRecords',
  newRequest: 'odoo.newRequest',
  runSavedRequest: 'odoo.runSavedRequest',
  runLastRequest: 'odoo.runLastRequest',
  openSavedRequest: 'odoo.openSavedRequest',
  openSavedRequestFile: 'odoo.openSavedRequestFile',
  deleteSavedRequest: 'odoo.deleteSavedRequest',
  refreshSavedRequests: 'odoo.refreshSavedRequests',
  importOpenApi: 'odoo.importOpenApi',
  openApiOperation: 'odoo.openApiOperation',
  showApiKeys: 'odoo.showApiKeys',
  renewApiKey: 'odoo.renewApiKey',
  startSandbox: 'odoo.startSandbox',
  startSandboxAs: 'odoo.startSandboxAs',
  failSandbox: 'odoo.failSandbox',
  stopSandbox: 'odoo.stopSandbox',
  showKeys: 'odoo.showKeys',
  showLog: 'odoo.showLog',
} as const;
export type CommandId = (typeof commandIds)[keyof typeof commandIds];

export const viewIds = {
  container: 'odoo',
  connections: 'odoo.connections',
  savedRequests: 'odoo.savedRequests',
} as const;

export const panelTypes = { request: 'odoo.request', diagnostics: 'odoo.diagnostics' } as const;

/** Context keys that menus and welcome views depend on. */
export const contextKeys = {
  filtered: 'odoo.modelsFiltered',
  sandboxRunning: 'odoo.sandboxRunning',
} as const;

export const settingIds = {
  requestTimeout: 'odoo.requestTimeout',
  maxAnswerSize: 'odoo.maxAnswerSize',
  defaultLimit: 'odoo.defaultLimit',
  checkOnStart: 'odoo.checkOnStart',
  onlineInterval: 'odoo.onlineInterval',
} as const;
