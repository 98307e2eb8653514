const odoo = 'https://www.odoo.com/documentation/19.0';
const nginx = 'https://nginx.org/en/docs/http';

/** The pages that document what a failure is about. */
export const documents = {
  json2: `${odoo}/developer/reference/external_api.html`,
  rpc: `${odoo}/developer/reference/external_rpc_api.html`,
  orm: `${odoo}/developer/reference/backend/orm.html`,
  domains: `${odoo}/developer/reference/backend/orm.html#reference-orm-domains`,
  security: `${odoo}/developer/reference/backend/security.html`,
  commandLine: `${odoo}/developer/reference/cli.html`,
  deploy: `${odoo}/administration/on_premise/deploy.html`,
  twoFactor: `${odoo}/applications/general/users/2fa.html`,
  languages: `${odoo}/applications/general/users/language.html`,
  companies: `${odoo}/applications/general/companies/multi_company.html`,
  nginxBody: `${nginx}/ngx_http_core_module.html#client_max_body_size`,
  nginxProxy: `${nginx}/ngx_http_proxy_module.html`,
  nginxTls: 'https://nginx.org/en/docs/http/configuring_https_servers.html',
} as const;
