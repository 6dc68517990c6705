using Couriarr.Doors.Access.Trail;
using Couriarr.Features.Accounts;

namespace Couriarr.Saving;

/// <summary>
/// Lets the application be built anew within the process: it ends as at a stop, so that nothing accepted is lost, and another one
/// begins with the configuration as it is then.
/// </summary>
internal sealed class Restart(IHostApplicationLifetime lifetime)
{
    private volatile bool _isWanted;

    /// <summary>Whether another one follows when this has ended.</summary>
    public bool IsWanted => _isWanted;

    /// <summary>The copy of the database that is gone back to in between.</summary>
    public string? Backup { get; private set; }

    /// <summary>Who went back to it. The audit trail that has it already is set aside with the database.</summary>
    public Deed? Deed { get; private set; }

    /// <summary>Begins once the answer is out, so that whoever asked for it hears so.</summary>
    public void After(HttpContext http, string? backup = null)
    {
        var deed = Witness.DeedOf(http);
        http.Response.OnCompleted(() =>
        {
            (Backup, Deed, _isWanted) = (backup, deed, true);
            lifetime.StopApplication();
            return Task.CompletedTask;
        });
    }
}
