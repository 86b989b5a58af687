using TestHarness.Tests.Hosts;
using TestHarness.Tests.Labs.LegChecks;

namespace TestHarness.Tests.Libvirt;

/// <summary>
/// A program virsh on this machine, for networks and domains: a file of its folder for each, by its name and with its UUID in it.
/// </summary>
internal sealed class FakeVirsh : IDisposable
{
    private const string Program = """
        #!/bin/sh
        folder=$(dirname "$0")
        [ "$1" != -q ] || shift
        [ "$1" != -c ] || shift 2
        missing() {
            echo "error: failed to get thing '$1'" >&2
            [ -e "$folder/terse" ] || echo "error: Network not found: no network with matching name '$1'" >&2
            exit 1
        }
        if [ -e "$folder/down" ]; then
            echo "error: failed to get thing '$2'" >&2; echo 'error: Cannot recv data: Connection reset by peer' >&2; exit 1
        fi
        case $1 in
            net-create)
                xml=$(cat "$2")
                name=$(echo "$xml" | sed -n 's|.*<name>\(.*\)</name>.*|\1|p')
                if [ -e "$folder/things/$name" ]; then
                    echo "error: network '$name' already exists with uuid $(cat "$folder/things/$name")" >&2; exit 1
                fi
                echo "$xml" | sed -n 's|.*<uuid>\(.*\)</uuid>.*|\1|p' > "$folder/things/$name"
                ;;
            net-info | dominfo) grep -rqx "$2" "$folder/things" || missing "$2" ;;
            net-destroy | destroy)
                thing=$(grep -rlx "$2" "$folder/things" || ls "$folder/things/$2" 2>/dev/null) || missing "$2"
                [ -e "$folder/stuck" ] || rm "$thing"
                ;;
        esac
        """;

    private readonly TemporaryDirectory _folder = new();

    public FakeVirsh()
    {
        Directory.CreateDirectory(_folder["things"]);
        File.WriteAllText(_folder["virsh"], Program);
        File.SetUnixFileMode(_folder["virsh"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Plants.Change("qemu:///system", command => command.WithEnvironment(
            "PATH", $"{_folder.Path}:{Environment.GetEnvironmentVariable("PATH")}"));
        Host = new PlantedHost("host1", Plants);
    }

    public Plants Plants { get; } = new();

    public PlantedHost Host { get; }

    public void Add(string name, string uuid) => File.WriteAllText(_folder[$"things/{name}"], $"{uuid}\n");

    /// <returns>The UUID of what has the name; null where nothing has.</returns>
    public string? Find(string name) =>
        File.Exists(_folder[$"things/{name}"]) ? File.ReadAllText(_folder[$"things/{name}"]).Trim() : null;

    /// <param name="how">
    /// <c>stuck</c>: what is destroyed stays; <c>down</c>: libvirt does not answer; <c>terse</c>: one line for what is missing.
    /// </param>
    public void Be(string how) => File.WriteAllText(_folder[how], "");

    public void NoLongerBe(string how) => File.Delete(_folder[how]);

    public void Dispose() => _folder.Dispose();
}
