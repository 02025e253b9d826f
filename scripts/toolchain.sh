# shellcheck shell=bash
# Sourced by the scripts beside it: makes sure that a JDK and Maven are there, and builds the app.

MIN_JAVA=17
MIN_MAVEN=3.8.7

say() {
    printf '%s\n' "$*"
}

fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# The feature release of a java executable, 0 if it cannot be run.
java_release() {
    local version
    version=$("$1" -version 2>&1 | sed -n 's/.*version "\([0-9]*\)[.\"].*/\1/p' | head -n 1) || true
    printf '%s' "${version:-0}"
}

# A JDK of its own counts only with its compiler: the proxy's stores compile accessors at run time.
find_jdk() {
    local candidate javac_path
    javac_path=$(command -v javac || true)
    for candidate in "${JAVA_HOME:-}" "${javac_path:+$(dirname "$(dirname "$(readlink -f "$javac_path")")")}" /usr/lib/jvm/*; do
        if [ -n "$candidate" ] && [ -x "$candidate/bin/javac" ] &&
            [ "$(java_release "$candidate/bin/java")" -ge "$MIN_JAVA" ]; then
            printf '%s' "$candidate"
            return 0
        fi
    done
    return 1
}

# $1 may be several packages.
# shellcheck disable=SC2086
apt_install() {
    local package=$1 what=$2 sudo=
    if ! command -v apt-get >/dev/null 2>&1; then
        fail "$what is missing and there is no apt-get; install it with your system's package manager and run this again"
    fi
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null 2>&1; then
            fail "$what is missing; install it as root: apt-get install $package"
        fi
        sudo=sudo
    fi
    say "$what is missing; installing the package $package"
    if ! $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q $package >/dev/null 2>&1; then
        $sudo env DEBIAN_FRONTEND=noninteractive apt-get update -q >/dev/null ||
            fail "apt-get update failed; install $what by hand and run this again"
        $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q $package >/dev/null ||
            fail "apt-get could not install $package; install $what by hand and run this again"
    fi
}

# Sets JAVA_HOME to a JDK of at least MIN_JAVA.
require_jdk() {
    local jdk
    if ! jdk=$(find_jdk); then
        apt_install openjdk-17-jdk-headless "A JDK, $MIN_JAVA or later,"
        jdk=$(find_jdk) || fail "a JDK, $MIN_JAVA or later, was installed but cannot be found; set JAVA_HOME to it"
    fi
    export JAVA_HOME=$jdk
}

# Packages that some tests use and the build does without: installed where that takes no password, else the tests say what they skip.
want() {
    local command=$1 packages=$2
    if command -v "$command" >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
        return 0
    fi
    if [ "$(id -u)" -ne 0 ] && ! sudo -n true 2>/dev/null; then
        say "$command is missing, so some tests are skipped; install it with: apt-get install $packages"
        return 0
    fi
    # In a shell of its own: a failure ends that one only.
    (apt_install "$packages" "$command, which some tests use,") || say "some tests are skipped"
}

maven_version() {
    mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p' | head -n 1
}

is_at_least() {
    [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

require_maven() {
    if ! command -v mvn >/dev/null 2>&1; then
        apt_install maven "Maven, $MIN_MAVEN or later,"
    fi
    local version
    version=$(maven_version)
    if [ -z "$version" ] || ! is_at_least "$version" "$MIN_MAVEN"; then
        fail "Maven ${version:-of unknown version} is too old (expected: $MIN_MAVEN or later); put a newer one first on the PATH"
    fi
}

# Whether the packaged app is there and newer than everything it is made of.
is_built() {
    local root=$1 jar=$1/app/target/smpp-proxy/smpp-proxy.jar
    [ -f "$jar" ] || return 1
    [ -d "$root/app/target/smpp-proxy/lib" ] || return 1
    [ -z "$(find "$root/pom.xml" "$root"/{proto,codec,proxy-core,config-store,grpc-edge,http-edge,simulator,app}/{pom.xml,src/main} \
        -newer "$jar" -type f -print -quit)" ]
}

build_app() {
    local root=$1
    if is_built "$root"; then
        return 0
    fi
    require_maven
    say "building (the first build fetches libraries and takes a few minutes) …"
    (cd "$root" && mvn -B -ntp -q -DskipTests -pl app -am package) || fail "the build failed"
    # Maven leaves a jar alone whose content did not change; is_built compares times.
    touch "$root/app/target/smpp-proxy/smpp-proxy.jar"
}

# Chromium and its WebDriver, for the panel's tests. CHROMIUM and CHROMEDRIVER name others.
require_chromium() {
    if ! command -v "${CHROMIUM:-chromium}" >/dev/null 2>&1; then
        apt_install chromium "Chromium"
    fi
    if ! command -v "${CHROMEDRIVER:-chromedriver}" >/dev/null 2>&1; then
        apt_install chromium-driver "Chromium's WebDriver"
    fi
}
