#!/bin/sh
# Verifies an exported record with git, ssh-keygen and coreutils alone: sh audit.sh [a commit that you remember]
# Exit status: 0 verified, 1 does not hold, 3 can't be told. What only gonogo judges stands in pins as it found it at the export.
set -eu
export LC_ALL=C TZ=UTC GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_NO_REPLACE_OBJECTS=1
here=$(cd "$(dirname "$0")" && pwd) && work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
fail() { echo "DOES NOT HOLD: $*" && exit 1; } && openpgp() { echo "NOT VERIFIED: $* is signed with OpenPGP; gonogo audit verifies that" && exit 3; }
armour='SSH SIGNATURE-----' && { read -r ref && read -r genesis && read -r head && read -r found; } <"$here/pins"
hash=sha$([ ${#genesis} = 40 ] && echo 1 || echo 256) && GIT_DEFAULT_HASH=$hash git init -q --bare "$work/git" && cd "$work/git" && git fetch -q "$here/record.bundle" "$ref:refs/heads/record" 2>"$work/said" || fail "the bundle can't be read"
git fsck --strict --full >"$work/said" 2>&1 || fail "git fsck finds damage"
[ "$(git rev-parse record) $(git rev-list --max-parents=0 record) $(git rev-list --merges record)" = "$head $genesis " ] || fail "it ends or begins elsewhere, or a merge stands in it"
[ $# = 0 ] || git merge-base --is-ancestor "$1" record || fail "$1 is not part of it"
n=0 && before=$(git hash-object -w -t tree /dev/null)
for c in $(git rev-list --reverse record); do
  git diff-tree -r --no-renames "$before" "$c^{tree}" >"$work/changes" && ! grep -v '^:000000 100644 ' "$work/changes" || fail "$c changes what stood"
  trailer() { git log -1 --format="%(trailers:key=Gonogo-$1,valueonly,separator=)" "$c"; }
  [ "$(trailer Seq)" = "$n" ] || fail "$c has another number than $n"
  policy=$([ "$n" = 0 ] && echo "$c" || echo "$before"):policy/ && policy=$policy$(git ls-tree --name-only "$policy" | tail -n 1)
  git show "$policy/allowed_signers" >"$work/allowed" && git show "$policy/revoked_keys" >"$work/revoked"
  case $(git cat-file commit "$c") in *'BEGIN PGP SIG'*) openpgp "$c" ;; esac
  signed=$(git -c gpg.ssh.allowedSignersFile="$work/allowed" -c gpg.ssh.revocationFile="$work/revoked" log -1 --format='%G? %an %ae %GS' "$c")
  case "$signed," in "$(git log -1 --format='G %cn %ce %ce' "$c"),"*) ;; *) fail "$c is not signed by who committed it" ;; esac
  if [ "$(trailer Kind)" = run ]; then
    run=$(trailer Run) && rm -rf "$work/out" && mkdir "$work/out"
    git --work-tree="$work/out" checkout -q "$c" -- . && cd "$work/out/runs/$run"
    ! grep -qv '^[0-9a-f]\{64\}  ' manifest.sha256 && sha256sum --strict --quiet -c manifest.sha256 >"$work/said" 2>&1 || fail "$run: the manifest does not hold"
    [ "$(find . -type f | wc -l)" = $(($(wc -l <manifest.sha256) + 1)) ] || fail "$run: a file is not listed"
    parts=$(grep -ls '^scope: item:' signoffs/*.txt || :)$([ ! -e evidence ] || printf ' %s' evidence/*) && seen=' '
    page="$(sha256sum <content.md | cut -c -64) $([ -z "$parts" ] && echo none || echo "sha256:$(sha256sum $parts | cut -c -64 | sort -u | sha256sum | cut -c -64)")"
    for s in $(for f in signoffs/*.txt; do [ ! -e "$f" ] || echo "$f:$(sed -n 's/^time: //p' "$f")"; done | sort -t: -k2 -r | cut -d: -f1); do
      get() { sed -n "s/^$1: //p" "$s"; } && who=$(get role)/$(get signer) && what="$who:$(get scope):" && at=$(get time | tr -d ':TZ-')Z && { ! grep -q 'BEGIN PGP SIG' "$s.sig" || openpgp "$run: $s"; }
      inner() { sed '1d;$d' "$s.sig"; } && [ "$(sed -n '1p;$p' "$s.sig" | tr '\n' ,)" = "-----BEGIN $armour,-----END $armour," ] && [ "$(inner | tr -d '\n')" = "$(inner | base64 -d 2>/dev/null | base64 -w 0)" ] || fail "$run: $s: malformed signature"
      ssh-keygen -Y verify -f "$work/allowed" -r "$work/revoked" -I "$who" -n gonogo-signoff@v1 -s "$s.sig" -Overify-time="$at" <"$s" >"$work/said" 2>&1 || fail "$run: $s"
      [ "$(get record) $(get run)" = "$genesis $run" ] || fail "$run: $s is about something else"
      case "$seen$(get meaning)" in *" $what "* | *withdrawn) ;; *) [ "$(get scope)" != whole ] || [ "$(get content) $(get includes)" = "sha256:$page" ] || fail "$run: $s is stale" ;; esac
      seen="$seen$what "
    done && cd "$work/git"
  fi && before=$c && n=$((n + 1))
done && case "$found" in verified) ;; DOES*) fail "gonogo found: ${found#*: }" ;; *) echo "$found" && exit 3 ;; esac
echo "verified: $n commits; what the checklists come to was judged by gonogo alone, when this was exported"
