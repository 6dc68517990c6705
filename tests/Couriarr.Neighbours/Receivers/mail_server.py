"""A real mail server on a free port: STARTTLS or TLS from the start, with a login. Says its port, then every mail as a line of JSON.

Addresses tell it what to do: nobody@ is refused for good, later@ is refused once, and a subject with "too big" in it is not taken.
It ends when its standard input does.
"""

import asyncio
import json
import logging
import ssl
import sys
import warnings
from email import message_from_bytes, policy

from aiosmtpd.smtp import SMTP, AuthResult

config = json.loads(sys.argv[1])
logging.disable(logging.WARNING)
warnings.simplefilter("ignore")


class Mailbox:
    def __init__(self):
        self.asked_later = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.1.1 No such user here"
        if address.startswith("later@") and address not in self.asked_later:
            self.asked_later.add(address)
            return "451 4.7.1 Greylisted, come again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = message_from_bytes(envelope.content, policy=policy.default)
        if "too big" in mail["subject"]:
            return "552 5.3.4 Message too big for system"
        seen = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "subject": mail["subject"],
            "plain": mail.get_body(("plain",)).get_content(),
            "html": mail.get_body(("html",)).get_content(),
            "headers": {name: str(value) for name, value in mail.items()},
            "longest_line": max(len(line) for line in envelope.content.split(b"\r\n")),
            "encrypted": session.ssl is not None or config["mode"] == "tls",
            "user": session.auth_data,
        }
        print(json.dumps(seen), flush=True)
        return "250 OK"


def check(server, session, envelope, mechanism, auth_data):
    name, password = auth_data.login.decode(), auth_data.password.decode()
    right = (name, password) == (config["user"], config["password"])
    return AuthResult(success=right, handled=False, auth_data=name)


async def serve():
    tls = None
    if config["mode"] != "plain":
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(config["certificate"], config["key"])
    logs_in = config["password"] is not None
    mailbox = Mailbox()

    def talk():
        return SMTP(
            mailbox,
            tls_context=tls if config["mode"] == "starttls" else None,
            require_starttls=config["mode"] == "starttls",
            authenticator=check if logs_in else None,
            auth_required=logs_in,
            auth_require_tls=config["mode"] == "starttls",
            auth_exclude_mechanism=config["without"],
            hostname="mail.home.lan",
        )

    loop = asyncio.get_running_loop()
    server = await loop.create_server(talk, "127.0.0.1", 0, ssl=tls if config["mode"] == "tls" else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(serve())
