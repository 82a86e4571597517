#!/bin/sh
# Runs a Plainsight command, and once more when it was inconclusive (3) or Plainsight itself failed (4). A violation (1) is never retried:
# one that shows in one attempt of two is a violation.
#
#   ./retry.sh plainsight run --rules plainsight.yaml -- npm run e2e
"$@"
code=$?
case $code in
  3 | 4)
    echo "retry: exit code $code, trying once more" >&2
    "$@"
    code=$?
    ;;
esac
exit $code
