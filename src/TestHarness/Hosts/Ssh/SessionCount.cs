namespace TestHarness.Hosts.Ssh;

/// <summary>How many sessions of one connection commands have, or have reserved.</summary>
internal sealed class SessionCount
{
    /// <summary>How many sessions of a connection commands use.</summary>
    /// <value>8 of the 10 that sshd allows by default (MaxSessions): one is a heartbeat's, and one is to spare.</value>
    public const int Usual = 8;

    private int _reserved;

    public int Reserved => Volatile.Read(ref _reserved);

    /// <summary>Reserves one session; returns false when none is free.</summary>
    /// <param name="most">How many sessions commands may have.</param>
    public bool TryReserve(int most)
    {
        if (Interlocked.Increment(ref _reserved) <= most)
            return true;
        Release();
        return false;
    }

    public void Release() => Interlocked.Decrement(ref _reserved);
}
