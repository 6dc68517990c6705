using Couriarr.Doors.Described;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Features.Players;
using Couriarr.Features.Players.Kinds;
using Couriarr.Jobs;
using Microsoft.AspNetCore.Http.Timeouts;

namespace Couriarr.Doors;

/// <summary>What can be found out about players.</summary>
internal static class PlayersDoor
{
    private static readonly Finding Example = new(
        "den",
        "plex",
        [new LibraryRoot("/media/Movies", "Movies", "1", "movie")],
        [new PathProposal("/mnt/unraid/media", "/media")],
        []
    );

    public static void MapPlayers(this IEndpointRouteBuilder app) =>
        app.MapGet("/players/{name}/discover", DiscoverAsync)
            .Explained(
                "Players",
                "What a player's libraries are",
                "Asks it for the folders of its libraries with their ids. proposals are entries for its paths, so that our destinations become folders of "
                    + "its own; strangers are destinations that none of them seems to be.",
                Example
            )
            .MayRefuse(StatusCodes.Status404NotFound, StatusCodes.Status502BadGateway)
            .WithMetadata(new DisableRequestTimeoutAttribute());

    private static async Task<IResult> DiscoverAsync(string name, MemberBook members, Survey survey, CancellationToken ct)
    {
        if (await members.FindAsync<PlayerTerms>(name, ct) is not { } member)
        {
            var all = (await members.AllAsync<PlayerTerms>(ct)).Select(m => m.Name).ToList();
            return Answers.NotFound(
                all.Count == 0 ? "No player is configured yet." : $"There is no player '{name}'. There are: {string.Join(", ", all)}."
            );
        }
        try
        {
            return Results.Json(await survey.OfAsync(member, ct), Answers.Json);
        }
        catch (Exception e) when (e is BlockedException or TransientException or PermanentException)
        {
            return Answers.Sentence(StatusCodes.Status502BadGateway, e.Message);
        }
    }
}
