# Run by `odoo shell` in the database "explorer" of Odoo 14 and 19: the users and keys the tests sign in with.
# Prints one line, "SEEDED " and then JSON with the keys, which Odoo shows only when it makes them.
import datetime
import inspect
import json

users = env["res.users"].with_context(no_reset_password=True)
groups_field = "group_ids" if "group_ids" in users._fields else "groups_id"


def user(login, name, group="base.group_user", **values):
    values.update({"login": login, "name": name, "password": login + "-password-1"})
    values[groups_field] = [(6, 0, [env.ref(group).id])]
    # The demo data has a user "portal" of its own.
    there = users.with_context(active_test=False).search([("login", "=", login)])
    there.write(values)
    return there or users.create(values)


plain = user("plain", "Plain User")
user("portal", "Portal User", "base.group_portal")
user("archived", "Archived User", active=False)
two_factor = user("twofactor", "Two-Factor User")
# Having a secret is what turns two-factor sign-in on.
two_factor.sudo().totp_secret = "JBSWY3DPEHPK3PXP"

admin = env.ref("base.user_admin")
keys = env["res.users.apikeys"]
expires = "expiration_date" in inspect.signature(keys._generate).parameters


def key(owner, name):
    values = ["rpc", name]
    if expires:
        values.append(datetime.datetime.now() + datetime.timedelta(days=365))
    return keys.with_user(owner).sudo()._generate(*values)


def row(name):
    return keys.sudo().search([("name", "=", name)])


made = {"admin": key(admin, "Explorer"), "plain": key(plain, "Explorer of plain"), "revoked": key(admin, "Revoked")}
row("Revoked").unlink()
if expires:
    made["expired"] = key(admin, "Expired")
    # No call makes a key that is past its date already.
    env.cr.execute(
        "UPDATE res_users_apikeys SET expiration_date = now() - interval '2 days' WHERE id = %s", [row("Expired").id]
    )
env.cr.commit()
print("SEEDED " + json.dumps(made))
