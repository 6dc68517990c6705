using Couriarr.Doors.Access.Sessions;
using Couriarr.Features.Accounts;

namespace Couriarr.Dashboard.Account;

/// <param name="To">The page that was asked for.</param>
internal sealed record LoginView(string To, string? Name = null, string? Complaint = null);

internal sealed record SetupView(string Name, string? Code = null, string? Complaint = null);

internal sealed record PasswordView(string? Complaint = null);

internal sealed record SessionsView(IReadOnlyList<SessionView> Sessions);

internal sealed record TrailView(IReadOnlyList<AuditEntry> Entries, string? First, string? Next);
