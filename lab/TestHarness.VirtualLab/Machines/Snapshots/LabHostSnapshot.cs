namespace TestHarness.VirtualLab.Machines.Snapshots;

/// <summary>The memory and disk of a booted host, in one folder of the cache, which is complete or does not exist.</summary>
/// <param name="Root">The folder of all snapshots.</param>
/// <param name="Key">The hash of everything with which the host was started.</param>
internal sealed record LabHostSnapshot(string Root, string ImageKey, string Key)
{
    /// <summary>The folder of the snapshot.</summary>
    public string Directory => Path.Combine(Root, ImageKey, Key);

    /// <summary>The memory of the host.</summary>
    public string Memory => Path.Combine(Directory, "memory");

    /// <summary>The disk of the host at that moment, an overlay over the image's disk.</summary>
    public string Disk => Path.Combine(Directory, "disk.qcow2");

    /// <summary>The file that <see cref="SnapshotChecksum"/> writes about the two files.</summary>
    public string Checksums => Path.Combine(Directory, "checksums");

    /// <summary>Whether the snapshot exists.</summary>
    public bool Exists => System.IO.Directory.Exists(Directory);

    /// <summary>Makes a folder for a new snapshot, which <see cref="Publish"/> moves.</summary>
    public LabHostSnapshot NewPart()
    {
        var part = this with { Key = $"{Key}.{Path.GetRandomFileName()}.part" };
        System.IO.Directory.CreateDirectory(
            part.Directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return part;
    }

    /// <summary>Moves a complete part to the place of the snapshot.</summary>
    public void Publish(LabHostSnapshot part)
    {
        Delete();
        System.IO.Directory.Move(part.Directory, Directory);
    }

    /// <summary>Deletes the snapshot; does nothing when it does not exist.</summary>
    public void Delete() => DeleteUnless(Directory, isKept: () => false);

    /// <summary>
    /// Deletes the snapshots of other images that no lab has used for a day, and incomplete ones that a killed harness left an
    /// hour ago. A second lab of the same cache may have another image, and may delete the same snapshots at the same time.
    /// </summary>
    public void DeleteStale()
    {
        if (!System.IO.Directory.Exists(Path.Combine(Root, ImageKey)))
            return;
        foreach (var image in System.IO.Directory.GetDirectories(Root).Where(
            directory => Path.GetFileName(directory) != ImageKey))
            DeleteUnless(image, () => IsUsed(image));
        foreach (var part in System.IO.Directory.GetDirectories(Path.Combine(Root, ImageKey), "*.part"))
            DeleteUnless(part, () => IsOfLast(TimeSpan.FromHours(1))(part));
    }

    /// <summary>Marks the snapshot as used by a lab, so that it is not stale.</summary>
    public void Touch() => System.IO.Directory.SetLastWriteTimeUtc(Directory, DateTime.UtcNow);

    private static bool IsUsed(string image) =>
        System.IO.Directory.GetDirectories(image).Append(image).Any(IsOfLast(TimeSpan.FromDays(1)));

    private static Func<string, bool> IsOfLast(TimeSpan time) =>
        directory => System.IO.Directory.GetLastWriteTimeUtc(directory) > DateTime.UtcNow - time;

    private static void DeleteUnless(string directory, Func<bool> isKept)
    {
        try
        {
            if (System.IO.Directory.Exists(directory) && !isKept())
                System.IO.Directory.Delete(directory, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Another lab has deleted it meanwhile.
        }
    }
}
