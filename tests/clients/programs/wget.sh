# Sends the value to each origin in a JSON body, a query, a header and a gzip-ed body.
set -eu
printf '{"user":{"id":"%s"}}' "$VALUE" | gzip -c > body.gz
for origin in "$HTTP_ORIGIN" "$HTTPS_ORIGIN"; do
  wget -q -O /dev/null --header='content-type: application/json' --post-data="{\"user\":{\"id\":\"$VALUE\"}}" "$origin/body"
  wget -q -O /dev/null "$origin/query?uid=$VALUE"
  wget -q -O /dev/null --header="x-user: $VALUE" "$origin/header"
  wget -q -O /dev/null --header='content-type: application/json' --header='content-encoding: gzip' --post-file=body.gz "$origin/gzip"
done
