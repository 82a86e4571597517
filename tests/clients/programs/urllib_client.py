# Sends the value to each origin in a JSON body, a query, a header and a gzip-ed body.
import gzip
import json
import os
from urllib.request import Request, urlopen

value = os.environ["VALUE"]
body = json.dumps({"user": {"id": value}}).encode()
kind = {"content-type": "application/json"}

for origin in (os.environ["HTTP_ORIGIN"], os.environ["HTTPS_ORIGIN"]):
    for request in (
        Request(origin + "/body", data=body, headers=kind),
        Request(origin + "/query?uid=" + value),
        Request(origin + "/header", headers={"x-user": value}),
        Request(origin + "/gzip", data=gzip.compress(body), headers={**kind, "content-encoding": "gzip"}),
    ):
        with urlopen(request) as response:
            response.read()
