"""A place without a network: programs there reach each other on 127.0.0.1, and nothing else anywhere.

Linux gives a process a network of its own (``unshare --net``), with a loopback that is still switched off. One process
switches it on and stays; what is started with its ``prefix`` joins it. Where that is not allowed, the prefix is empty.
"""

import shutil
import subprocess
from contextlib import contextmanager

LOOPBACK = """
import fcntl, socket, struct, sys
SIOCSIFFLAGS, IFF_UP = 0x8914, 1
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
    fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", IFF_UP))
print("up", flush=True)
sys.stdin.read()
"""


@contextmanager
def without_network(python):
    """Give the beginning of a command that runs it without a network."""
    if not (shutil.which("unshare") and shutil.which("nsenter")):
        yield []
        return
    command = ["unshare", "--user", "--map-root-user", "--net", python, "-c", LOOPBACK]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as holder:
        up = holder.stdout.readline() == "up\n"
        yield ["nsenter", f"--target={holder.pid}", "--user", "--preserve-credentials", "--net"] if up else []
        holder.stdin.close()
