namespace Couriarr.Features.Accounts;

/// <summary>A browser in which the administrator is signed in.</summary>
/// <param name="Id">To list and end it; whoever knows it can do nothing else with it.</param>
/// <param name="Agent">What the browser calls itself, which may be anything.</param>
public sealed record BrowserSession(long Id, string Account, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, string Address, string Agent);

/// <summary>Where somebody comes from, as far as it can be seen.</summary>
public sealed record Guest(string Address, string Agent);
