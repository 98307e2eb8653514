import { escapeHtml } from './pages';

/** What stands in the form of /web/login. */
export interface LoginForm {
  csrfToken: string;
  /** Why the last attempt failed; empty for none. */
  failure: string;
  /** The database, where there are several to choose from. */
  database: string | undefined;
  /** Other systems to sign in through. */
  providers: readonly Provider[];
  /** As Odoo 19 writes it, not as 14 to 18 do. */
  recent: boolean;
}

export interface Provider {
  label: string;
  link: string;
}

/** Odoo's form (14–19, addons/web/views/webclient_templates.xml web.login; addons/auth_oauth/views), without what only dresses it. */
export function loginForm({ csrfToken, failure, database, providers, recent }: LoginForm): string {
  const group = recent ? 'mb-3' : 'form-group';
  return `        <form class="oe_login_form" role="form" action="/web/login" method="post" onsubmit="this.action = '/web/login' + location.hash">
            <input type="hidden" name="csrf_token" value="${csrfToken}"/>
${database === undefined ? '' : databaseField(group, database)}            <div class="${group} field-login">
                <label for="login">Email</label>
                <input type="text" placeholder="${recent ? 'Enter your email' : 'Email'}" name="login" id="login" class="form-control" required="required" autocapitalize="off"/>
            </div>
            <div class="${group} field-password">
                <label for="password">Password</label>
                <input type="password" placeholder="${recent ? 'Enter your password' : 'Password'}" name="password" id="password" class="form-control" required="required" autocomplete="current-password" maxlength="4096"/>
            </div>
${failure === '' ? '' : `            <p class="alert alert-danger" role="alert">${escapeHtml(failure)}</p>\n`}            <div class="oe_login_buttons text-center pt-3">
                <button type="submit" class="btn btn-primary">Log in</button>
${providers.length === 0 ? '' : providerList(providers, recent)}            </div>
            <input type="hidden" name="redirect"/>
        </form>`;
}

function databaseField(group: string, database: string): string {
  return `            <div class="${group} field-db">
                <label for="db" class="col-form-label">Database</label>
                <input type="text" name="db" value="${escapeHtml(database)}" id="db" class="form-control" required="required" readonly="readonly"/>
                <a role="button" href="/web/database/selector" class="btn btn-secondary">Select</a>
            </div>
`;
}

function providerList(providers: readonly Provider[], recent: boolean): string {
  const listClass = recent ? 'list-group' : 'o_auth_oauth_providers list-group mt-1 mb-1 text-left';
  const links = providers.map(
    ({
      label,
      link,
    }) => `                        <a class="list-group-item list-group-item-action py-2" href="${escapeHtml(link)}">
                            <i class="o_auth_oauth_provider_icon o_google_provider"></i>
                            ${recent ? `<span class="mx-auto">${escapeHtml(label)}</span>` : escapeHtml(label)}
                        </a>
`,
  );
  return `                <div class="o_login_auth">
                    <em class="d-block text-center text-muted small">- or -</em>
                    <div class="${listClass}">
${links.join('')}                    </div>
                </div>
`;
}
