# Sends the value to each origin in a JSON body, a query, a header and a gzip-ed body.
set -eu
printf '{"user":{"id":"%s"}}' "$VALUE" | gzip -c > body.gz
for origin in "$HTTP_ORIGIN" "$HTTPS_ORIGIN"; do
  curl -sS --fail -o /dev/null -H 'content-type: application/json' -d "{\"user\":{\"id\":\"$VALUE\"}}" "$origin/body"
  curl -sS --fail -o /dev/null "$origin/query?uid=$VALUE"
  curl -sS --fail -o /dev/null -H "x-user: $VALUE" "$origin/header"
  curl -sS --fail -o /dev/null -H 'content-type: application/json' -H 'content-encoding: gzip' --data-binary @body.gz "$origin/gzip"
done
