"""A SOCKS client of its own kind (PySocks): TCP with TLS inside by name, and DNS- and NTP-like datagrams through UDP ASSOCIATE."""
import os, socket, ssl, struct, sys
import socks

proxy_host, proxy_port = os.environ["SOCKS"].split(":")
value = os.environ["VALUE"]


def through(kind):
    s = socks.socksocket(socket.AF_INET, kind)
    s.set_proxy(socks.SOCKS5, proxy_host, int(proxy_port), rdns=True,
                username=os.environ.get("SOCKS_USER"), password=os.environ.get("SOCKS_PASSWORD"))
    s.settimeout(10)
    return s


def https():
    raw = through(socket.SOCK_STREAM)
    raw.connect(("localhost", int(os.environ["HTTPS_PORT"])))
    context = ssl.create_default_context(cafile=os.environ["CA"])
    tls = context.wrap_socket(raw, server_hostname="localhost")
    body = ('{"user":{"id":"%s"}}' % value).encode()
    tls.sendall(b"POST /body HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    answer = b""
    while True:
        part = tls.recv(4096)
        if not part:
            break
        answer += part
    print("https", answer.split(b"\r\n")[0].decode(), answer.split(b"\r\n\r\n")[1].decode())


def dns():
    name = b"".join(bytes([len(label)]) + label for label in (value + ".example.test").encode().split(b".")) + b"\0"
    query = struct.pack(">HHHHHH", 0x1234, 0x0100, 1, 0, 0, 0) + name + struct.pack(">HH", 1, 1)
    s = through(socket.SOCK_DGRAM)
    s.sendto(query, ("127.0.0.1", int(os.environ["UDP_PORT"])))
    answer, source = s.recvfrom(65535)
    print("dns", answer == query, source[1] == int(os.environ["UDP_PORT"]))


def ntp():
    s = through(socket.SOCK_DGRAM)
    for index in range(20):
        packet = b"\x1b\0\0\0" + (value.encode() if index == 13 else b"").ljust(44, b"\0")
        s.sendto(packet, ("127.0.0.1", int(os.environ["UDP_PORT"])))
        answer, _ = s.recvfrom(65535)
        if answer != packet:
            sys.exit("datagram %d came back changed" % index)
    print("ntp 20")


https()
dns()
ntp()
