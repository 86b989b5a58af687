namespace TestHarness.VirtualLab.Machines;

/// <summary>All files of a lab host that is up.</summary>
/// <param name="Number">From 1.</param>
internal sealed record LabHostFolder(int Number, string Path)
{
    public string Name => System.IO.Path.GetFileName(Path);

    public string Monitor => Socket("qmp.sock");

    /// <summary>Where the FCoE NIC's end of the link to the fabric listens.</summary>
    public string FabricLink => Socket("fcoe.sock");

    /// <summary>Where this host's end of the cable of the guests' network listens.</summary>
    public string GuestCable => Socket("guests.sock");

    public string Serial => Socket("serial.sock");

    public string ProcessIdFile => File("qemu.pid");

    public string Record => File("host.json");

    public string Overlay => File("disk.qcow2");

    public string SerialLog => File("serial.log");

    public string QemuLog => File("qemu.log");

    /// <summary>Those that there are, older ones first.</summary>
    public IEnumerable<string> Logs => new[] { SerialLog, QemuLog }.SelectMany(log => new[] { Previous(log), log }).Where(System.IO.File.Exists);

    /// <summary>Where this host's end of the wire to another one listens.</summary>
    public string Wire(int other) => Socket($"wire{other}.sock");

    /// <summary>Makes the folder ready for a start: logs of the last one are kept once, all else of it goes.</summary>
    public void Prepare()
    {
        Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        RemoveAllButLogs();
        foreach (var log in new[] { SerialLog, QemuLog }.Where(System.IO.File.Exists))
            System.IO.File.Move(log, Previous(log), overwrite: true);
    }

    public void RemoveAllButLogs()
    {
        if (!Directory.Exists(Path))
            return;

        foreach (var file in Directory.GetFiles(Path).Where(file => !System.IO.Path.GetFileName(file).Contains(".log", StringComparison.Ordinal)))
            System.IO.File.Delete(file);
    }

    private static string Previous(string log) => $"{log}.previous";

    private string File(string name) => System.IO.Path.Combine(Path, name);

    private string Socket(string name) => SocketPath.Checked(File(name));
}
